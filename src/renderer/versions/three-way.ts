import type { VersionContent, Field } from './field.ts'

/** A comparable form of a value: both went through the same schema, with its order of keys. */
const form = (content: VersionContent, { keys }: Field): string =>
  JSON.stringify(keys.map((key) => content[key]))

export const isSame = (field: Field, a: VersionContent, b: VersionContent): boolean =>
  form(a, field) === form(b, field)

/** One field across several versions. */
export type MergeField = {
  readonly field: Field
  /**
   * `same`: equal in all versions. `taken`: one line changed it. `open`: the user has to choose.
   */
  readonly state: 'same' | 'taken' | 'open'
  /** Indexes of the versions that changed it; equal values are listed once. */
  readonly changedBy: readonly number[]
}

/**
 * Merges each field of versions with a common ancestor. A change of one line alone is taken; if
 * lines changed it to different values, the user chooses. Without one known base (no common
 * revision, or several that differ), the user decides on every difference.
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

/** The user's choice for one field. */
export type MergeChoice =
  | { readonly kind: 'side'; readonly at: number }
  | { readonly kind: 'both' }
  | { readonly kind: 'hand'; readonly words: string }
  /** A version for each difference of two texts; null: undecided, and `words` has the first. */
  | {
      readonly kind: 'parts'
      readonly picks: readonly (number | null)[]
      readonly words: string
    }

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

/**
 * Entries with the same id are listed once; the first version's is kept, the other is reported as
 * dropped.
 */
const entryKey = (entry: unknown): string => {
  if (entry !== null && typeof entry === 'object') {
    for (const key of ['claimId', 'reportId'] as const) {
      if (key in entry && !('kind' in entry)) return String(Reflect.get(entry, key))
    }
  }
  return JSON.stringify(entry)
}

/** All versions of a text in sequence, or all list entries once each. */
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

/** Can versions of this field be combined, and merged by hand? */
export const mayBeBoth = ({ form: of }: Field): boolean => of !== 'value'
export const mayBeByHand = ({ form: of }: Field): boolean => of === 'text' || of === 'line'

/** A key missing in a version is omitted: an empty value would be different content to sign. */
const picked = ({ keys }: Field, content: VersionContent = {}): VersionContent =>
  Object.fromEntries(
    keys.filter((key) => content[key] !== undefined).map((key) => [key, content[key]]),
  )

/** Is the choice complete? */
export const isDecided = (choice: MergeChoice | undefined): boolean =>
  choice !== undefined && (choice.kind !== 'parts' || !choice.picks.includes(null))

/** What the merged content has of a field; null while its choice is open. */
export const mergedValue = (
  merging: MergeField,
  choice: MergeChoice | undefined,
  sides: readonly VersionContent[],
): VersionContent | null => {
  const { field, state, changedBy } = merging
  if (state === 'same') return picked(field, sides[0])
  if (state === 'taken') return picked(field, sides[changedBy[0] ?? 0])
  if (choice === undefined || !isDecided(choice)) return null
  if (choice.kind === 'side') return picked(field, sides[choice.at])
  return { [field.id]: choice.kind === 'both' ? bothOf(merging, sides) : choice.words }
}

/** The merged content; null while a choice is open. */
export const composed = (
  merged: readonly MergeField[],
  choices: Choices,
  sides: readonly VersionContent[],
): VersionContent | null => {
  const parts = merged.map((one) => mergedValue(one, choices.get(one.field.id), sides))
  return parts.every((part) => part !== null) ? Object.assign({}, ...parts) : null
}

/** A field of one version that the merged content does not contain. */
export type Dropped = {
  readonly field: Field
  readonly side: number
  /** For a list, the omitted entries; otherwise null. */
  readonly entries: VersionContent | null
}

/**
 * Everything that the merge would drop: each field of each version that changed it and differs from
 * the merged content.
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
