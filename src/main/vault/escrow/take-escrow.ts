import type { Out } from '../../../shared/contract.ts'
import type { VerifiedBundle } from '../../exchange/verify-bundle.ts'
import { senderOf } from '../contacts/trust-status.ts'
import type { Session } from '../session/session.ts'

type ShownEscrow = NonNullable<Out<'imports.preview'>['escrow']>

/**
 * The effect of an import on the recovery code in a file; null if it has none. Only a code from a
 * verified contact is stored, and only if the file was chosen by the user rather than taken from
 * the quarantine, where its sender was unknown. An older code never replaces a newer one.
 *
 * @throws Failure 'tampered'.
 */
export const shownEscrow = (
  session: Session,
  { escrow }: Pick<VerifiedBundle, 'escrow'>,
  isSetAside: boolean,
): ShownEscrow | null => {
  if (escrow === null) return null
  const { day, author, serial } = escrow
  if (senderOf(session, author).state !== 'verified') return { day, effect: 'unverified' }
  if (isSetAside) return { day, effect: 'set-aside' }
  const known = session.store.escrows.find(author)
  const isNewer = known === null || known.escrow.serial < serial
  return { day, effect: isNewer ? 'new' : 'known' }
}

/**
 * Stores the code if `shownEscrow` says so. Part of a transaction. @returns whether it was stored.
 */
export const takeEscrow = (
  session: Session,
  bundle: Pick<VerifiedBundle, 'escrow'>,
  isSetAside: boolean,
): boolean =>
  bundle.escrow !== null &&
  shownEscrow(session, bundle, isSetAside)?.effect === 'new' &&
  session.store.escrows.take(bundle.escrow)
