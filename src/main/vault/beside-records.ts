import type { Addressed } from '../exchange/age-format.ts'
import { listedRecipients } from '../exchange/build-export.ts'
import type { Companions } from '../exchange/build-export.ts'
import type { CustodyChain } from '../../shared/custody.ts'
import type { Revision } from '../../shared/records.ts'
import type { OwnEscrow } from '../store/escrow-shelf.ts'
import type { StoredNotice } from '../store/notices.ts'
import { chainsFor } from './custody/chains.ts'
import { noticesFor } from './custody/owed-notices.ts'
import { escrowFor } from './escrow/carry.ts'
import type { Session } from './session.ts'

/** What a file carries beside its records, with the names under which it is noted here. */
export type BesideRecords = {
  readonly chains: readonly CustodyChain[]
  readonly notices: readonly StoredNotice[]
  readonly escrow: OwnEscrow | null
}

/**
 * What a file with these revisions would carry beside them if it went to this target now. Writes
 * nothing.
 *
 * @throws Failure 'invalid', 'mixed-recipients', 'tampered'.
 */
export const besideRecords = (
  session: Session,
  target: Addressed,
  revisions: readonly Revision[],
): BesideRecords => ({
  chains: chainsFor(session, revisions),
  notices: noticesFor(session, listedRecipients(target), revisions),
  escrow: escrowFor(session, target),
})

/** The same as the file has it. */
export const companionsOf = ({ chains, notices, escrow }: BesideRecords): Companions => ({
  chains,
  notices: notices.map(({ notice }) => notice),
  escrow: escrow?.escrow ?? null,
})
