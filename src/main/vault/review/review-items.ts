import { plainDigest } from '../../../crypto/digest.ts'
import { utf8 } from '../../../crypto/bytes.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { Failure } from '../../../shared/failure.ts'
import type { RecordId } from '../../../shared/ids.ts'
import type { ReviewItem } from '../../../shared/protection-contract.ts'
import { hex } from '../../exchange/revision.ts'

export type { ReviewItem }

/** An issue found by a review; optional fields default to empty. */
export type ReviewIssue = Pick<ReviewItem, 'item' | 'kind' | 'state' | 'place' | 'name'> & {
  readonly subject: string | null
  readonly about?: string
  readonly family?: ReviewItem['family']
  /** Can't be overridden: only a change of the subject resolves it. */
  readonly firm?: true
  readonly count?: number
  readonly reason?: string | null
}

/** Reasons of overrides, by item name. */
export type Decisions = ReadonlyMap<string, string>

export const decisionsOf = (
  overrides: readonly { readonly item: string; readonly reason: string }[],
): Decisions => new Map(overrides.map(({ item, reason }) => [item, reason]))

const order = { blocks: 0, overridden: 1, warns: 2, holds: 3 } as const

const settled = (found: ReviewIssue, decided: Decisions): ReviewItem => {
  // Copies named fields only: other properties of an issue must not reach the list.
  const item = {
    item: found.item,
    kind: found.kind,
    state: found.state,
    subject: found.subject as RecordId | null,
    place: found.place,
    name: found.name,
    about: found.about ?? '',
    family: found.family ?? null,
    count: found.count ?? 1,
    firm: found.firm === true,
    reason: found.reason ?? null,
  }
  const reason = decided.get(item.item)
  return item.state === 'blocks' && !item.firm && reason !== undefined
    ? { ...item, state: 'overridden', reason }
    : item
}

/** The review list: each item once, with the user's decision, blocking items first. */
export const applyOverrides = (found: readonly ReviewIssue[], decided: Decisions): ReviewItem[] => {
  const byName = new Map(found.map((one) => [one.item, settled(one, decided)]))
  return [...byName.values()].sort((a, b) => order[a.state] - order[b.state])
}

/** The overridden items: a second reader signs exactly these. */
export const overriddenOf = (items: readonly ReviewItem[]): ReviewItem[] =>
  items.filter(({ state }) => state === 'overridden')

/** @throws Failure 'withheld' with the names of the items that block. */
export const assertNoBlockers = (items: readonly ReviewItem[]): void => {
  const fields = items.filter(({ state }) => state === 'blocks').map(({ item }) => item)
  if (fields.length > 0) throw new Failure('withheld', { fields })
}

/**
 * Identifies words in one location, so that a decision about them doesn't cover others. The name
 * doesn't reveal the words, since it is stored in places without them.
 */
export const itemName = (where: string, family: string, words: string): string =>
  hex(plainDigest(utf8(canonicalJson([where, family, words])))).slice(0, 32)

const shownMax = 100

/** Words in the form that a list shows. */
export const oneLine = (words: string): string =>
  Array.from(words.replace(/\s+/g, ' ').trim()).slice(0, shownMax).join('')
