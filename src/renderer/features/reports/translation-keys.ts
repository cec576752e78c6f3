import type { Translation } from '../../../shared/records.ts'

const keys = new WeakMap<Translation, string>()
let count = 0

/**
 * Which translation that is, for as long as the window stands: also once it was changed or moved, where
 * another says the same, or where it was removed and comes back. A translation has no name of its own.
 */
export const keyOf = (translation: Translation): string => {
  const known = keys.get(translation)
  if (known !== undefined) return known
  count += 1
  const key = `translation-${count}`
  keys.set(translation, key)
  return key
}

/** The same one, with something else in it. */
export const changed = (translation: Translation, patch: Partial<Translation>): Translation => {
  const next = { ...translation, ...patch }
  keys.set(next, keyOf(translation))
  return next
}

/** Takes those that come in place of others for the same ones where they are in the same languages. */
export const recognise = (next: readonly Translation[], before: readonly Translation[]): void => {
  const left = before.map((one) => ({ language: one.language, key: keyOf(one) }))
  for (const one of next) {
    const at = left.findIndex(({ language }) => language === one.language)
    const [same] = at === -1 ? [] : left.splice(at, 1)
    // One that was removed here may be among them, and come back a second time.
    if (same === undefined) keys.delete(one)
    else keys.set(one, same.key)
  }
}
