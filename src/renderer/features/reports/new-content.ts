import type { CaseId, SourceId } from '../../../shared/ids.ts'
import type { ReportContent } from '../../../shared/records.ts'
import { languageTags } from '../../i18n/languages.ts'
import type { Language } from '../../i18n/languages.ts'
import { blankReport } from '../../records/blank-records.ts'
import type { ReportListFilter } from '../../records/report-pages.ts'

/** An empty report, in the interface's language, placed where the list was filtered to. */
export const newContent = (language: Language, filter: ReportListFilter): ReportContent => ({
  ...blankReport,
  // Ids cross the window as text; the vault process checks every one of them.
  caseId: filter.caseId as CaseId | null,
  sourceIds: filter.sourceId === null ? [] : [filter.sourceId as SourceId],
  language: languageTags[language],
})
