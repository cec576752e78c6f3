import { useQuery } from '@tanstack/react-query'
import type { ReportRow } from '../../../shared/records.ts'
import { call } from '../../bridge.ts'
import type { Refusal } from '../../bridge.ts'
import type { CheckedPart } from '../../editor/lint-checker.ts'
import { findingsOf, partsOf } from '../../records/report-findings.ts'

/** Drafts that are looked over for one case: each is checked anew, and the checks have one thread. */
const draftsChecked = 20

export type OpenMarks = {
  readonly id: string
  readonly title: string
  readonly count: number
}

const marksOf = async ({ id, title }: ReportRow, signal: AbortSignal): Promise<OpenMarks> => {
  const { content } = await call('reports.get', { id })
  const checked = new Map<string, CheckedPart>()
  // One text after another: the checks have one thread, and who writes meanwhile needs it too.
  for (const [part, { text, language }] of partsOf(content)) {
    signal.throwIfAborted()
    const { findings } = await call('lint.check', { text, language, subject: null })
    checked.set(part, { text, findings, state: 'done' })
  }
  return { id, title, count: findingsOf(content, checked).open.length }
}

/** The marks that nobody settled yet in the newest drafts of a case, most first. */
export const useOpenMarks = (drafts: readonly ReportRow[]) => {
  const looked = drafts.slice(0, draftsChecked)
  const query = useQuery<readonly OpenMarks[], Refusal>({
    queryKey: ['lint.check', 'of drafts', looked.map(({ id, rev }) => `${id} ${rev}`)],
    queryFn: async ({ signal }) => {
      const found: OpenMarks[] = []
      for (const draft of looked) found.push(await marksOf(draft, signal))
      return found.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)
    },
    enabled: looked.length > 0,
    // Its texts are not kept once the case is left.
    gcTime: 0,
  })
  return { ...query, looked: looked.length }
}
