import type { ClaimContent } from '../../../shared/claims.ts'
import type { Sliced } from '../../data/time-slice.ts'
import { sorting } from '../../data/sorting.ts'
import type { TimelineGrouping } from '../../app/view-state.ts'
import type { TimelineItem } from './items.ts'

/** A group of claims with its heading. */
export type TimelineGroup = {
  readonly key: string
  /** Null for a single group, which needs no heading. */
  readonly label: string | null
  readonly items: readonly TimelineItem[]
}

export type GroupWords = {
  /** Title of a case; null if the case is not in this vault. */
  readonly caseTitle: (id: string) => string | null
  /** Heading for claims without a group. */
  readonly none: string
  /** Heading for claims without a date. */
  readonly undated: string
  readonly language: string
}

/** Key of claims without a place, actor or case. */
const none = 'none'
export const undatedKey = 'undated'

/** Normalizes width, case and spaces. */
const folded = (name: string): string =>
  name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()

/** The groups of a claim: a journey from one place to another is in both. */
const headings = (
  content: ClaimContent,
  grouping: Exclude<TimelineGrouping, 'none'>,
  { caseTitle }: GroupWords,
): ReadonlyMap<string, string> => {
  switch (grouping) {
    case 'case': {
      const title = content.caseId === null ? null : caseTitle(content.caseId)
      return new Map(title === null ? [] : [[content.caseId ?? '', title]])
    }
    case 'actor':
      return new Map([[folded(content.byWhom), content.byWhom]])
    case 'place':
      return new Map([content.from.text, content.to.text].map((name) => [folded(name), name]))
  }
}

/**
 * Groups claims by heading, sorted by name; claims without a group come next to last, claims
 * without a date last. Each group keeps the input order.
 */
export const gathering = function* (
  items: readonly TimelineItem[],
  grouping: TimelineGrouping,
  words: GroupWords,
): Sliced<readonly TimelineGroup[]> {
  const found = new Map<string, { label: string | null; items: TimelineItem[] }>()
  const put = (key: string, label: string | null, item: TimelineItem): void => {
    const group = found.get(key)
    if (group === undefined) found.set(key, { label, items: [item] })
    else group.items.push(item)
  }
  for (const item of items) {
    yield
    if (item.span === null) {
      put(undatedKey, words.undated, item)
      continue
    }
    if (grouping === 'none') {
      put(none, null, item)
      continue
    }
    const named = [...headings(item.claim.content, grouping, words)].filter(([key]) => key !== '')
    // The prefix avoids collisions with our own keys.
    for (const [key, label] of named) put(`=${key}`, label, item)
    if (named.length === 0) put(none, words.none, item)
  }
  const { compare } = new Intl.Collator(words.language, { numeric: true })
  const rank = (key: string): number => [none, undatedKey].indexOf(key)
  return yield* sorting(
    Array.from(found, ([key, group]) => ({ key, ...group })),
    (a, b) => rank(a.key) - rank(b.key) || compare(a.label ?? '', b.label ?? ''),
  )
}
