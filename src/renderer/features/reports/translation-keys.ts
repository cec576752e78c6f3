import type { Translation } from '../../../shared/records.ts'

const keys = new WeakMap<Translation, string>()
let count = 0

/**
 * The key of a translation during the life of the window: stable when it is edited, moved, equal to
 * another, or deleted and restored. A translation has no id of its own.
 */
export const keyOf = (translation: Translation): string => {
  const known = keys.get(translation)
  if (known !== undefined) return known
  count += 1
  const key = `translation-${count}`
  keys.set(translation, key)
  return key
}

/** The same translation with changed content. */
export const changed = (translation: Translation, patch: Partial<Translation>): Translation => {
  const next = { ...translation, ...patch }
  keys.set(next, keyOf(translation))
  return next
}

/** Equal content; they can still be two translations. */
export const saysTheSame = (one: Translation, other: Translation): boolean =>
  (Object.keys(one) as (keyof Translation)[]).every((field) => one[field] === other[field])

/**
 * Assigns the keys of the previous translations to the next ones: by equal content, otherwise by
 * equal languages.
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
    // A translation deleted here may be among them, and be restored a second time.
    if (key === undefined) keys.delete(one)
    else keys.set(one, key)
  }
}
