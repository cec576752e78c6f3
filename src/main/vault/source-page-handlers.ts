import type { VaultHandlers } from '../../shared/contract.ts'
import type { Session } from './session.ts'
import { sourceFootprint } from './source-footprint.ts'
import { sourceHistory } from './source-history.ts'

/** What a source's page shows besides the source: its grades over time, and where it appears. */
export const sourcePageHandlers = (
  session: () => Session,
): Pick<VaultHandlers, 'sources.history' | 'sources.footprint'> => ({
  'sources.history': ({ id }) => sourceHistory(session(), id),
  'sources.footprint': ({ id }) => sourceFootprint(session(), id),
})
