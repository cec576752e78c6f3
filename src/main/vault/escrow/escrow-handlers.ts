import { formatRecoveryCode } from '../../../crypto/recovery-code.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { openRecoveryCode } from '../../../crypto/v1/recovery-escrow.ts'
import type { Handlers } from '../../../shared/contract.ts'
import type { Escrow } from '../../../shared/escrow.ts'
import { Failure } from '../../../shared/failure.ts'
import { escrowSeal } from '../../exchange/escrow.ts'
import { unhex } from '../../exchange/revision.ts'
import { ownIdentitySecrets, shownSeconds, wipeAll } from '../identities/own-identity-secrets.ts'
import type { Session } from '../session/session.ts'
import { escrowFor, escrowInForce } from './carry.ts'
import { escrowDesks } from './desks.ts'

export type EscrowChannel = 'escrow.status' | 'escrow.goesWith' | 'escrow.open' | 'escrow.delete'

/**
 * The recovery code of an escrow, opened with the first of the secrets that fits. The caller wipes
 * it.
 */
const codeIn = (escrow: Escrow, secrets: readonly Secret[]): Secret => {
  const owner = { signer: unhex(escrow.author), serial: escrow.serial }
  for (const secret of secrets) {
    try {
      return openRecoveryCode(escrowSeal(escrow), secret, owner)
    } catch (cause) {
      if (!(cause instanceof Failure) || cause.code !== 'not-for-us') throw cause
    }
  }
  throw new Failure('not-for-us')
}

/** Recovery codes in escrow: where ours is, and opening or deleting those held for others. */
export const escrowHandlers = (session: () => Session): Handlers<EscrowChannel> => ({
  'escrow.status': () => {
    const open = session()
    const own = escrowInForce(open)
    const desks = escrowDesks(open)
    const names = (found: typeof desks): string[] =>
      [...new Set(found.map(({ pseudonym }) => pseudonym))].sort()
    return {
      desks: names(desks),
      own:
        own === null
          ? null
          : {
              day: own.escrow.day,
              desks: names(desks.filter(({ keyName }) => own.desks.includes(keyName))),
              carried: own.carried,
              used: own.used,
            },
    }
  },

  'escrow.goesWith': ({ recipients }) => ({
    goes: escrowFor(session(), { kind: 'keys', recipients }) !== null,
  }),

  'escrow.open': async ({ author, passphrase, reason }) => {
    const open = session()
    const held = open.store.escrows.find(author)
    if (held === null) throw new Failure('not-found')
    const secrets = await ownIdentitySecrets(open, passphrase)
    try {
      if (session() !== open) throw new Failure('locked')
      // While the key was derived, an import may have brought a newer escrow.
      if (open.store.escrows.find(author)?.escrow.serial !== held.escrow.serial) {
        throw new Failure('conflict')
      }
      const code = codeIn(held.escrow, secrets)
      try {
        open.store.escrows.noteOpened(author, reason)
        open.emit({ kind: 'changed' })
        return { code: formatRecoveryCode(code), day: held.escrow.day, seconds: shownSeconds }
      } finally {
        code.wipe()
      }
    } finally {
      wipeAll(secrets)
    }
  },

  'escrow.delete': ({ author, serial }) => {
    const open = session()
    open.store.escrows.drop(author, serial)
    open.emit({ kind: 'changed' })
    return {}
  },
})
