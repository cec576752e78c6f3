import { createRecoveryCode } from '../../../crypto/recovery-code.ts'
import { sealRecoveryCode } from '../../../crypto/v1/recovery-escrow.ts'
import { credentialName } from '../../../crypto/v2/credential-keys.ts'
import { signEscrow } from '../../exchange/escrow.ts'
import { codeCredential } from '../files/credential.ts'
import type { ChangedEntries } from '../storage/credential-change.ts'
import type { OpenHeader } from '../storage/header-file.ts'
import type { Session } from '../session/session.ts'
import { withReplaced } from '../storage/credential-change.ts'
import { deskKeys } from './desks.ts'

/**
 * Replaces the recovery code with one that is never shown: it exists in plaintext only during this
 * call, and sealed to the desk in the database.
 *
 * If the machine stops, it leaves one of three states, which the next opening resolves:
 * - before the seal is committed: nothing happened; the old code opens the vault;
 * - between the commit and the header: the seal is stored but not in force, and no file carries it;
 *   the old code opens the vault, and an older escrow still has its seal. The new seal is deleted;
 * - after the header: the old code is void, the new one is sealed and comes into force.
 *
 * The header never has a code that is neither known to the user nor sealed here.
 *
 * @throws Failure 'no-desk', 'kdf-bounds', 'storage', 'read-only', 'in-doubt'.
 */
export const makeEscrow = async (
  session: Session,
  opened: OpenHeader,
  ports: {
    readonly worker: string
    readonly changeKey: (opened: OpenHeader, changed: ChangedEntries) => void
  },
): Promise<void> => {
  const { store, author, signing, today } = session
  const code = createRecoveryCode()
  const credential = codeCredential(ports.worker, code)
  try {
    await withReplaced(opened, 'recovery', credential, (changed, entry) => {
      // Synchronous from here on. A desk may have been revoked while the code was derived.
      const keys = deskKeys(session)
      const serial = store.escrows.nextSerial()
      const owner = { signer: signing.publicKey, serial }
      const seal = sealRecoveryCode(code, [...keys.values()], owner)
      store.escrows.keep({
        escrow: signEscrow({ author, day: today(), serial, seal }, signing),
        slot: credentialName(entry),
        desks: [...keys.keys()].sort(),
      })
      ports.changeKey(opened, changed)
    })
  } finally {
    credential.wipe()
    code.wipe()
  }
}
