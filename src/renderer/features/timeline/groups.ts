import type { ClaimContent } from '../../../shared/claims.ts'
import type { Sliced } from '../../data/time-slice.ts'
import { sorting } from '../../data/sorting.ts'
import type { TimelineGrouping } from '../../app/view-state.ts'
import type { TimelineItem } from './items.ts'

/** Claims under one heading. */
export type TimelineGroup = {
  readonly key: string
  /** Null for all claims together, which need no heading. */
  readonly label: string | null
  readonly items: readonly TimelineItem[]
}

export type GroupWords = {
  /** What a case is called; null for one that is not here. */
  readonly caseTitle: (id: string) => string | null
  /** What those are called that belong nowhere. */
  readonly none: string
  /** What those are called that have no date. */
  readonly undated: string
  readonly language: string
}

/** The key of claims that name no place, nobody, or no case. */
const none = 'none'
export const undatedKey = 'undated'

/** One spelling for what differs in width, case or spaces only. */
const folded = (name: string): string =>
  name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()

/** Under which headings a claim stands: a way from one place to another stands under both. */
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
 * Claims under their headings, by name, those that belong nowhere behind them and those without a
 * date at the end. Each group keeps the order that it was given.
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
    // A place may be called as one of our own keys is.
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
