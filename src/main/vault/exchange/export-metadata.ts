import type { Addressed } from '../../exchange/age-format.ts'
import { listedRecipients } from '../../exchange/build-export.ts'
import type { ExportMetadata } from '../../exchange/build-export.ts'
import type { CustodyChain } from '../../../shared/custody.ts'
import type { SourceId } from '../../../shared/ids.ts'
import type { Gathered } from '../../exchange/gather.ts'
import type { OwnEscrow } from '../../store/escrows.ts'
import type { StoredAdvisory } from '../../store/notices.ts'
import { chainsFor } from '../custody/chains.ts'
import { pendingAdvisories } from '../custody/pending-advisories.ts'
import { escrowFor } from '../escrow/carry.ts'
import { referencedSources } from '../custody/referenced-sources.ts'
import type { Session } from '../session/session.ts'

/**
 * The metadata that a file carries besides its records, with the ids under which it is stored here,
 * and the sources with statements in the file.
 */
export type ExportMetadataInput = {
  readonly chains: readonly CustodyChain[]
  readonly notices: readonly StoredAdvisory[]
  readonly escrow: OwnEscrow | null
  /** Sources whose statements are in a revision. */
  readonly told: ReadonlySet<SourceId>
}

/**
 * The metadata that a file with these records would carry to this target now. Writes nothing.
 *
 * @throws Failure 'invalid', 'mixed-recipients', 'tampered'.
 */
export const exportMetadata = (
  session: Session,
  target: Addressed,
  { records, revisions }: Gathered,
): ExportMetadataInput => {
  const told = referencedSources(revisions)
  const goesNow = new Set<string>([...records.keys(), ...told])
  return {
    chains: chainsFor(session, records),
    notices: pendingAdvisories(session, listedRecipients(target), goesNow),
    escrow: escrowFor(session, target),
    told,
  }
}

/** The same in the form written to the file. */
export const metadataOf = ({ chains, notices, escrow }: ExportMetadataInput): ExportMetadata => ({
  chains,
  notices: notices.map(({ notice }) => notice),
  escrow: escrow?.escrow ?? null,
})
