import type { VaultHandlers } from '../../../shared/contract.ts'
import { RecordId } from '../../../shared/ids.ts'
import type { Session } from '../session/session.ts'
import { isBlockedFor } from '../custody/source-consent.ts'
import { sourceFootprint } from './source-footprint.ts'
import { sourceHistory } from './source-history.ts'

/** What a source's page shows besides the source: its grades over time, and where it appears. */
export const sourcePageHandlers = (
  session: () => Session,
): Pick<
  VaultHandlers,
  'sources.history' | 'sources.footprint' | 'sources.holdBack' | 'sources.heldBack'
> => ({
  'sources.history': ({ id }) => sourceHistory(session(), id),
  'sources.footprint': ({ id }) => sourceFootprint(session(), id),
  'sources.holdBack': ({ id, isHeld }) => {
    const { store, emit } = session()
    if (isBlockedFor(store, id) !== isHeld) {
      store.journal.noteRecord(isHeld ? 'source.held-back' : 'source.let-go', RecordId.parse(id))
      emit({ kind: 'changed' })
    }
    return {}
  },
  'sources.heldBack': () => session().store.journal.heldBack(),
})
