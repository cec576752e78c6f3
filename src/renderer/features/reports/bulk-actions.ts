import type { Report, ReportContent } from '../../../shared/records.ts'
import { call } from '../../data/bridge.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { limits } from '../../records/limits.ts'
import { notChanged, refused } from '../../selection/outcome.ts'
import type { Outcome } from '../../selection/outcome.ts'
import { removeOne } from '../../selection/remove-one.ts'

/** Bulk actions on reports, applied in sequence. */
export type BulkReportAction =
  | { readonly kind: 'remove' }
  | { readonly kind: 'case'; readonly caseId: string | null }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'untag'; readonly tag: string }

/** null: nothing to change. A message key: not possible. */
const changed = (
  content: ReportContent,
  act: Exclude<BulkReportAction, { kind: 'remove' }>,
): ReportContent | MessageKey | null => {
  if (act.kind === 'case') {
    // Ids are strings in the window; the bridge validates their form.
    const caseId = act.caseId as ReportContent['caseId']
    return content.caseId === caseId ? null : { ...content, caseId }
  }
  const has = content.tags.includes(act.tag)
  if (act.kind === 'untag') {
    return has ? { ...content, tags: content.tags.filter((tag) => tag !== act.tag) } : null
  }
  if (has) return null
  if (content.tags.length >= limits.tags) return 'selection.whyTags'
  return { ...content, tags: [...content.tags, act.tag] }
}

const write = async (
  report: Report,
  act: Exclude<BulkReportAction, { kind: 'remove' }>,
): Promise<Outcome> => {
  const next = changed(report.content, act)
  if (next === null) return notChanged('selection.whySame')
  if (typeof next === 'string') return notChanged(next)
  if (report.state === 'filed') return notChanged('selection.whyFiled')
  const { id } = report
  const saved = await call('reports.save', { id, rev: report.rev, content: next })
  return {
    isDone: true,
    takeBack: async () => {
      // Only if it was not edited since: the vault process refuses an older revision number.
      await call('reports.save', { id, rev: saved.rev, content: report.content })
    },
  }
}

/** Messages after each action. */
export const doneWords = {
  remove: 'selection.doneRemove',
  case: 'selection.doneCase',
  tag: 'selection.doneTag',
  untag: 'selection.doneUntag',
} as const satisfies Record<BulkReportAction['kind'], MessageKey>

/** Applies an action to the current revision of a report. Never rejects. */
export const actOn = async (id: string, act: BulkReportAction): Promise<Outcome> => {
  try {
    const report = await call('reports.get', { id })
    return await (act.kind === 'remove' ? removeOne(report) : write(report, act))
  } catch (error) {
    return refused(error)
  }
}
