import type { VaultHandlers } from '../../../shared/contract.ts'
import { titleOfContent } from '../../../shared/record-title.ts'
import type { Session } from '../session/session.ts'
import { mergeRecord } from './merge-record.ts'
import { versionsOf } from './versions.ts'

type Channels = 'records.conflicts' | 'records.versions' | 'records.merge'

/** Versions of one record that people made apart from each other, and putting them together. */
export const mergeHandlers = (session: () => Session): Pick<VaultHandlers, Channels> => ({
  'records.conflicts': () =>
    session()
      .store.records.conflicted()
      .map(({ id, kind, content }) => ({ id, kind, title: titleOfContent(kind, content) })),
  'records.versions': ({ id }) => versionsOf(session(), id),
  'records.merge': (input) => mergeRecord(session(), input),
})
