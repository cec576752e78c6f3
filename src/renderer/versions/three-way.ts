import type { VersionContent, Field } from './field.ts'

/** A value as the window may compare it: both come through the same schema, in its order of keys. */
const form = (content: VersionContent, { keys }: Field): string =>
  JSON.stringify(keys.map((key) => content[key]))

export const isSame = (field: Field, a: VersionContent, b: VersionContent): boolean =>
  form(a, field) === form(b, field)

/** One field of several versions. */
export type MergeField = {
  readonly field: Field
  /** `same`: in all of them. `taken`: one line changed it. `open`: a person has to choose. */
  readonly state: 'same' | 'taken' | 'open'
  /** Versions that changed it, by their places; those that say the same stand once. */
  readonly changedBy: readonly number[]
}

/**
 * What versions that go back to the same state make of each field. What one line alone changed is
 * taken; where lines changed it to different values, a person chooses. Where nothing says what was
 * there before (no common state, or several that differ), every difference is for a person.
 */
export const mergeFields = (
  fields: readonly Field[],
  bases: readonly VersionContent[],
  sides: readonly VersionContent[],
): readonly MergeField[] =>
  fields.map((field) => {
    const [first, ...others] = bases.map((base) => form(base, field))
    const before = others.every((other) => other === first) ? first : undefined
    const values = sides.map((side) => form(side, field))
    if (new Set(values).size < 2) return { field, state: 'same', changedBy: [] }
    const changed = values.flatMap((value, at) => (value === before ? [] : [at]))
    const changedBy = changed.filter((at) => values.indexOf(values[at] ?? '') === at)
    const isTaken = before !== undefined && changedBy.length === 1
    return { field, state: isTaken ? 'taken' : 'open', changedBy }
  })

/** What a person chose for one field. */
export type MergeChoice =
  | { readonly kind: 'side'; readonly at: number }
  | { readonly kind: 'both' }
  | { readonly kind: 'hand'; readonly words: string }

/** By the field's id. */
export type Choices = ReadonlyMap<string, MergeChoice>

const listOf = (content: VersionContent, { id }: Field): readonly unknown[] => {
  const value = content[id]
  return Array.isArray(value) ? value : []
}

const wordsOf = (content: VersionContent, { id }: Field): string => {
  const value = content[id]
  return typeof value === 'string' ? value : ''
}

/** What has the same id stands in a list once; the first version's is kept, the other is told of. */
const entryKey = (entry: unknown): string => {
  if (entry !== null && typeof entry === 'object') {
    for (const key of ['claimId', 'reportId'] as const) {
      if (key in entry && !('kind' in entry)) return String(Reflect.get(entry, key))
    }
  }
  return JSON.stringify(entry)
}

/** All versions of a text one after another, all entries of lists once each. */
export const bothOf = (
  { field, changedBy }: MergeField,
  sides: readonly VersionContent[],
): string | readonly unknown[] => {
  const changed = sides.filter((_, at) => changedBy.includes(at))
  if (field.form === 'list') {
    const entries = new Map<string, unknown>()
    for (const entry of changed.flatMap((side) => listOf(side, field))) {
      if (!entries.has(entryKey(entry))) entries.set(entryKey(entry), entry)
    }
    return [...entries.values()]
  }
  const parts = changed.map((side) => wordsOf(side, field)).filter((words) => words !== '')
  return parts.join(field.form === 'line' ? ' / ' : '\n\n')
}

/** Can versions of this field stand together, and be put together by hand? */
export const mayBeBoth = ({ form: of }: Field): boolean => of !== 'value'
export const mayBeByHand = ({ form: of }: Field): boolean => of === 'text' || of === 'line'

/** What a version has not is left away: an empty value is another content to sign. */
const picked = ({ keys }: Field, content: VersionContent = {}): VersionContent =>
  Object.fromEntries(
    keys.filter((key) => content[key] !== undefined).map((key) => [key, content[key]]),
  )

const valueOf = (
  merging: MergeField,
  choice: MergeChoice | undefined,
  sides: readonly VersionContent[],
): VersionContent | null => {
  const { field, state, changedBy } = merging
  if (state === 'same') return picked(field, sides[0])
  if (state === 'taken') return picked(field, sides[changedBy[0] ?? 0])
  if (choice === undefined) return null
  if (choice.kind === 'side') return picked(field, sides[choice.at])
  return { [field.id]: choice.kind === 'hand' ? choice.words : bothOf(merging, sides) }
}

/** The merged content; null while a choice is open. */
export const composed = (
  merged: readonly MergeField[],
  choices: Choices,
  sides: readonly VersionContent[],
): VersionContent | null => {
  const parts = merged.map((one) => valueOf(one, choices.get(one.field.id), sides))
  return parts.every((part) => part !== null) ? Object.assign({}, ...parts) : null
}

/** What one version has in one field and the merged content has not. */
export type Dropped = {
  readonly field: Field
  readonly side: number
  /** Of a list, the entries that are left out; otherwise null. */
  readonly entries: VersionContent | null
}

/**
 * Everything that a person is about to leave out: each field of each version that changed it and
 * that the merged content does not say as that version does.
 */
export const droppedFrom = (
  merged: readonly MergeField[],
  sides: readonly VersionContent[],
  content: VersionContent,
): readonly Dropped[] =>
  merged.flatMap(({ field, state, changedBy }) => {
    if (state !== 'open') return []
    return changedBy.flatMap((at): readonly Dropped[] => {
      const side = sides[at]
      if (side === undefined || isSame(field, side, content)) return []
      if (field.form === 'list') {
        const kept = new Set(listOf(content, field).map((entry) => JSON.stringify(entry)))
        const left = listOf(side, field).filter((entry) => !kept.has(JSON.stringify(entry)))
        return left.length === 0
          ? []
          : [{ field, side: at, entries: { ...side, [field.id]: left } }]
      }
      const isWithin = mayBeByHand(field) && wordsOf(content, field).includes(wordsOf(side, field))
      return isWithin && wordsOf(side, field) !== '' ? [] : [{ field, side: at, entries: null }]
    })
  })
