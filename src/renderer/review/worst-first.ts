import { familyWords } from '../editor/lint-words.ts'
import type { ReviewListItem } from './words.ts'

const ofBlocked = ({ kind, family, notOverridable }: ReviewListItem): number => {
  if (notOverridable || family === 'name') return 1
  switch (kind) {
    case 'consent':
      return 2
    case 'lint':
      // A text that could not be checked may contain anything.
      return family === null || familyWords[family].severity !== 'context' ? 3 : 5
    case 'hidden-text':
    case 'leftover':
    case 'not-cleaned':
    case 'shows-redacted':
      return 3
    default:
      return 4
  }
}

/** Names that were not checked come before everything: no other line can be relied on. */
const rank = (item: ReviewListItem): number => {
  if (item.kind === 'names') return 0
  switch (item.state) {
    case 'blocks':
      return ofBlocked(item)
    case 'warns':
      return 6
    case 'overridden':
      return 7
    case 'ok':
      return 8
  }
}

/** The issues of a review, the most dangerous first; the lines of one record stay together. */
export const worstFirst = (items: readonly ReviewListItem[]): readonly ReviewListItem[] => {
  const firstOf = new Map<string, number>()
  for (const [at, { subject, place }] of items.entries()) {
    const key = subject ?? place
    if (!firstOf.has(key)) firstOf.set(key, at)
  }
  const place = (item: ReviewListItem): number => firstOf.get(item.subject ?? item.place) ?? 0
  return [...items].sort((a, b) => rank(a) - rank(b) || place(a) - place(b))
}
