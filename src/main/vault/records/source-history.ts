import type { Out } from '../../../shared/contract.ts'
import type { SourceId } from '../../../shared/ids.ts'
import type { SourceContent } from '../../../shared/records.ts'
import type { Session } from '../session/session.ts'
import { sourceRevisions } from './source-revisions.ts'

type Grade = Pick<SourceContent, 'reliability' | 'reliabilityReason'>

/**
 * How a source was graded over time, newest first: each revision whose grade or reason is not that
 * of a revision it follows.
 *
 * @throws Failure 'not-found', 'tampered'.
 */
export const sourceHistory = ({ store, author }: Session, id: SourceId): Out<'sources.history'> => {
  const grades = new Map<string, Grade>()
  const found: Out<'sources.history'> = []
  for (const { revision, content } of sourceRevisions(store, id).reverse()) {
    const { reliability, reliabilityReason } = content
    grades.set(revision.id, { reliability, reliabilityReason })
    const isKept = revision.parents.some((parent) => {
      const before = grades.get(parent)
      return before?.reliability === reliability && before.reliabilityReason === reliabilityReason
    })
    if (isKept) continue
    const byUs = revision.author === author
    found.push({ day: revision.day, reliability, reason: reliabilityReason, byUs })
  }
  return found.reverse()
}
