import type { ReportContent, SourceContent } from '../../shared/records.ts'

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
