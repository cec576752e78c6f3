import type { KdfCost } from '../../../crypto/kdf.ts'
import { createRecoveryCode } from '../../../crypto/recovery-code.ts'
import { slotCount } from '../../../crypto/v1/header-layout.ts'
import { listSlots } from '../../../crypto/v1/header.ts'
import { sealRecoveryCode } from '../../../crypto/v1/recovery-escrow.ts'
import { slotName } from '../../../crypto/v1/slot.ts'
import { Failure } from '../../../shared/failure.ts'
import { signEscrow } from '../../exchange/escrow.ts'
import type { Store } from '../../store/store.ts'
import { codeCredential } from '../storage/credential.ts'
import { replaceHeaderFiles } from '../files/header-file.ts'
import type { VaultPaths } from '../files/paths.ts'
import type { OpenHeader } from '../storage/header-unlock.ts'
import type { Session } from '../session/session.ts'
import { withOnly } from '../storage/key-slots.ts'
import { deskKeys } from './desks.ts'

/**
 * Compares the stored escrows with a header that was read or written: an escrow is in force if the
 * header has its slot, and is deleted if another code replaced it.
 *
 * @throws Failure 'tampered', 'storage'.
 */
export const clearOldEscrows = (store: Store, header: Uint8Array): void =>
  store.escrows.settle(
    new Set(Array.from({ length: slotCount }, (_, index) => slotName(header, index))),
  )

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
 * @returns the header that is in force now.
 * @throws Failure 'no-desk', 'kdf-bounds', 'conflict', 'storage', 'read-only'.
 */
export const makeEscrow = async (
  session: Session,
  { header, vaultKey }: OpenHeader,
  place: { readonly paths: VaultPaths; readonly worker: string; readonly cost: KdfCost },
): Promise<Uint8Array> => {
  const { store, author, signing, today } = session
  const code = createRecoveryCode()
  const credential = codeCredential(place.worker, code)
  try {
    const input = { header, vaultKey, kind: 'recovery', credential, cost: place.cost } as const
    const next = await withOnly(input)
    const placed = listSlots(next, vaultKey).find(({ kind }) => kind === 'recovery')
    if (placed === undefined) throw new Failure('internal')
    // Synchronous from here on. A desk may have been revoked while the code was derived.
    const keys = deskKeys(session)
    const serial = store.escrows.nextSerial()
    const owner = { signer: signing.publicKey, serial }
    const seal = sealRecoveryCode(code, [...keys.values()], owner)
    store.escrows.keep({
      escrow: signEscrow({ author, day: today(), serial, seal }, signing),
      slot: slotName(next, placed.index),
      desks: [...keys.keys()].sort(),
    })
    replaceHeaderFiles(place.paths, next)
    try {
      clearOldEscrows(store, next)
    } catch {
      // The code is in the header and its seal in the database: the next opening resolves it.
    }
    return next
  } finally {
    credential.wipe()
    code.wipe()
  }
}
