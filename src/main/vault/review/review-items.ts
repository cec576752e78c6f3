import { plainDigest } from '../../../crypto/digest.ts'
import { utf8 } from '../../../crypto/bytes.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { Failure } from '../../../shared/failure.ts'
import type { RecordId } from '../../../shared/ids.ts'
import type { ReviewItem } from '../../../shared/protection-contract.ts'
import { hex } from '../../exchange/revision.ts'
import type { OverrideEntry } from '../../store/audit-reasons.ts'

const quotesMax = 5
const quoteMax = 40

/**
 * The journal lines of each record: the reasons of the overrides, and the words they apply to.
 * Overrides in the text of a report were journaled when it was saved.
 *
 * @param isHere whether a record of this id still exists.
 */
export const overridesOf = (
  items: readonly ReviewItem[],
  decided: Decisions,
  isHere: (subject: RecordId) => boolean,
): OverrideEntry[] => {
  const bySubject = new Map<RecordId | null, Map<string, string[]>>()
  for (const { item, subject: told, about, reason } of overriddenOf(items)) {
    // An override about an erased record is recorded for the vault itself.
    const subject = told !== null && isHere(told) ? told : null
    if (reason === null || decided.get(item) !== reason) continue
    const reasons = bySubject.get(subject) ?? new Map<string, string[]>()
    bySubject.set(subject, reasons)
    const abouts = reasons.get(reason)
    if (abouts === undefined) reasons.set(reason, [about])
    else abouts.push(about)
  }
  return [...bySubject].map(([subject, reasons]) => ({
    subject,
    reason: [...reasons]
      .map(([reason, abouts]) => {
        const quotes = abouts
          .filter((about) => about !== '')
          .slice(0, quotesMax)
          .map((about) => `“${Array.from(about).slice(0, quoteMax).join('')}”`)
        const rest = abouts.length > quotesMax ? `, +${abouts.length - quotesMax}` : ''
        return quotes.length === 0 ? reason : `${reason} (${quotes.join(', ')}${rest})`
      })
      .join('\n'),
  }))
}

export type { ReviewItem }

/** An issue found by a review; optional fields default to empty. */
export type ReviewIssue = Pick<ReviewItem, 'item' | 'kind' | 'state' | 'place' | 'name'> & {
  readonly subject: string | null
  readonly about?: string
  readonly sentence?: ReviewItem['sentence']
  readonly family?: ReviewItem['family']
  /** Can't be overridden: only a change of the subject resolves it. */
  readonly notOverridable?: true
  readonly count?: number
  readonly reason?: string | null
}

/** Reasons of overrides, by item name. */
export type Decisions = ReadonlyMap<string, string>

export const decisionsOf = (
  overrides: readonly { readonly item: string; readonly reason: string }[],
): Decisions => new Map(overrides.map(({ item, reason }) => [item, reason]))

const order = { blocks: 0, overridden: 1, warns: 2, ok: 3 } as const

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
    sentence: found.sentence ?? null,
    family: found.family ?? null,
    count: found.count ?? 1,
    notOverridable: found.notOverridable === true,
    reason: found.reason ?? null,
  }
  const reason = decided.get(item.item)
  return item.state === 'blocks' && !item.notOverridable && reason !== undefined
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
