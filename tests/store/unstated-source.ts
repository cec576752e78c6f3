import type { SourceContent } from '../../src/shared/records.ts'

/** The fields of a source before anything was asked. */
export const unstatedSource = {
  vantage: 'unstated',
  lastContact: '',
  checkInDue: '',
  doNotContact: false,
  consents: [],
  risks: [],
  jointPool: null,
  sameOrigin: [],
} satisfies Partial<SourceContent>
