import type { Out } from '../../../shared/contract.ts'
import type { VerifiedBundle } from '../../exchange/verify-bundle.ts'
import { senderOf } from '../contacts/trust-status.ts'
import type { Session } from '../session/session.ts'

type ShownEscrow = NonNullable<Out<'imports.preview'>['escrow']>

/**
 * What taking a file in would do with the recovery code that it carries; null: it carries none. Only
 * a verified contact's is kept, and only when the file came by hand and not out of the quarantine,
 * where it lay while nobody knew whose it was. An older one never replaces a newer.
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

/** Keeps it where `shownEscrow` says so. Part of a transaction. @returns whether it was kept. */
export const takeEscrow = (
  session: Session,
  bundle: Pick<VerifiedBundle, 'escrow'>,
  isSetAside: boolean,
): boolean =>
  bundle.escrow !== null &&
  shownEscrow(session, bundle, isSetAside)?.effect === 'new' &&
  session.store.escrows.take(bundle.escrow)
