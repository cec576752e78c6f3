import type { Addressed } from '../../exchange/age-format.ts'
import { readRecipients } from '../../exchange/recipients.ts'
import type { OwnEscrow } from '../../store/escrows.ts'
import type { Session } from '../session/session.ts'
import { escrowDesks } from './desks.ts'

/** The escrow of the current recovery code; null if there is none. @throws 'tampered'. */
export const escrowInForce = ({ store }: Pick<Session, 'store'>): OwnEscrow | null =>
  store.escrows.own().find(({ inForce }) => inForce) ?? null

/**
 * The escrow that a file to this target carries: the one in force, and only if every recipient is a
 * verified desk that it is sealed to, or this vault. Every such file carries it, since no file
 * confirms that an earlier one arrived.
 *
 * @throws Failure 'invalid', 'mixed-recipients', 'tampered'.
 */
export const escrowFor = (
  session: Pick<Session, 'store' | 'age'>,
  target: Addressed,
): OwnEscrow | null => {
  if (target.kind === 'passphrase') return null
  const escrow = escrowInForce(session)
  if (escrow === null) return null
  const { hybrid, classic } = session.age
  const own = [hybrid.recipient, classic.recipient]
  const desks = escrowDesks(session)
    .filter(({ keyName }) => escrow.desks.includes(keyName))
    .map(({ recipient }) => recipient)
  const others = readRecipients(target.recipients).recipients.filter((each) => !own.includes(each))
  return others.length > 0 && others.every((each) => desks.includes(each)) ? escrow : null
}
