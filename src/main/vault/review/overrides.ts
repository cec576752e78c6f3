import type { RecordId } from '../../../shared/ids.ts'
import type { OverrideEntry } from '../../store/journal-acts.ts'
import { overriddenOf } from './review-items.ts'
import type { Decisions, ReviewItem } from './review-items.ts'

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
    reasons.set(reason, [...(reasons.get(reason) ?? []), about])
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
