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

/** All that is written in them is the same; they may be two all the same. */
export const saysTheSame = (one: Translation, other: Translation): boolean =>
  (Object.keys(one) as (keyof Translation)[]).every((field) => one[field] === other[field])

/**
 * Takes those that come in place of others for the same ones: where they say the same, else where they
 * are in the same languages.
 */
export const recognise = (next: readonly Translation[], before: readonly Translation[]): void => {
  const left = before.map((was) => ({ was, key: keyOf(was) }))
  const take = (isIt: (was: Translation) => boolean): string | undefined => {
    const at = left.findIndex(({ was }) => isIt(was))
    return at === -1 ? undefined : left.splice(at, 1)[0]?.key
  }
  const unchanged = next.map((one) => take((was) => saysTheSame(one, was)))
  for (const [at, one] of next.entries()) {
    const key = unchanged[at] ?? take(({ language }) => language === one.language)
    // One that was removed here may be among them, and come back a second time.
    if (key === undefined) keys.delete(one)
    else keys.set(one, key)
  }
}
