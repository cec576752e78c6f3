import type { CaseId, SourceId } from '../../shared/ids.ts'
import type { ReportContent, SourceContent } from '../../shared/records.ts'
import { languageTags } from '../i18n/languages.ts'
import type { Language } from '../i18n/languages.ts'

/** An empty source. */
export const blankSource: SourceContent = {
  kind: 'protected',
  codeName: '',
  name: '',
  role: 'unstated',
  region: 'unstated',
  access: 'unstated',
  reliability: 'F',
  reliabilityReason: '',
  note: '',
  vantage: 'unstated',
  lastContact: '',
  checkInDue: '',
  doNotContact: false,
  consents: [],
  risks: [],
  jointPool: null,
  sameOrigin: [],
}

/** An empty report; its language is that of the writer. */
export const blankReport: Omit<ReportContent, 'language'> = {
  caseId: null,
  sourceIds: [],
  title: '',
  body: '',
  translations: [],
  channel: 'unstated',
  received: '',
  eventDate: '',
  place: { text: '', precision: 'unstated' },
  tags: [],
  handling: { level: 'conditions', note: '', until: '' },
  overrides: [],
}

/** An empty report in the interface language, of this case and source. */
export const newReport = (
  language: Language,
  caseId: string | null,
  sourceId: string | null,
): ReportContent => ({
  ...blankReport,
  // Ids are strings in the window; the vault process validates each of them.
  caseId: caseId as CaseId | null,
  sourceIds: sourceId === null ? [] : [sourceId as SourceId],
  language: languageTags[language],
})
