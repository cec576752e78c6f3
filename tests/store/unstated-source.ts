import type { SourceContent } from '../../src/shared/records.ts'

/** What a source's record says when nothing was asked yet. */
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
