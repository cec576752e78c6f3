import type { KdfCost } from '../../crypto/kdf.ts'
import { createRecoveryCode, formatRecoveryCode } from '../../crypto/recovery-code.ts'
import type { Secret } from '../../crypto/secret.ts'
import { recoveryCredential } from './storage/credential.ts'
import { deskKeys } from './escrow/desks.ts'
import { makeEscrow, clearOldEscrows } from './escrow/make-escrow.ts'
import { replaceHeaderFiles } from './files/header-file.ts'
import type { VaultPaths } from './files/paths.ts'
import type { HeaderCredentials } from './storage/header-unlock.ts'
import type { VaultController } from './session/vault-controller-port.ts'
import type { Session } from './session/session.ts'
import { withOnly } from './storage/key-slots.ts'

/** What actions on an open vault's header need from the vault controller. */
export type HeaderActions = {
  readonly paths: VaultPaths
  readonly worker: string
  readonly cost: KdfCost
  readonly credentials: HeaderCredentials
  /** Runs one action on header and lock at a time. */
  readonly alone: <T>(act: () => Promise<T>) => Promise<T>
  /** @throws Failure 'locked', 'read-only'. */
  readonly writable: () => Session
  /** Sets the header in force: its slots are shown while the vault is open. */
  readonly noteSlots: (header: Uint8Array, vaultKey: Secret) => void
}

/** The change is in the header: a failed journal write does not undo it. */
export const journalIfPossible = (write: () => void): void => {
  try {
    write()
  } catch {
    // Recorded only in the header.
  }
}

/** Changes the credentials of the vault. The database is not re-encrypted. */
export const credentialActions = ({
  paths,
  worker,
  cost,
  credentials: { withPassphrase, withHeader },
  alone,
  writable,
  noteSlots,
}: HeaderActions): Pick<
  VaultController,
  'changePassphrase' | 'newRecoveryCode' | 'escrowRecovery'
> => ({
  changePassphrase: (input) =>
    alone(async () => {
      const session = writable()
      await withPassphrase(input.current, input.currentKeyFile, (current) =>
        withHeader(current, 'passphrase', (header) =>
          withPassphrase(input.next, input.nextKeyFile, async (credential) => {
            const next = await withOnly({ ...header, kind: 'passphrase', credential, cost })
            replaceHeaderFiles(paths, next)
            noteSlots(next, header.vaultKey)
          }),
        ),
      )
      journalIfPossible(() => session.store.journal.note('vault.passphrase'))
    }),

  newRecoveryCode: (input) =>
    alone(async () => {
      const session = writable()
      const fresh = createRecoveryCode()
      const text = formatRecoveryCode(fresh)
      fresh.wipe()
      const credential = recoveryCredential(worker, text)
      try {
        await withPassphrase(input.passphrase, input.keyFile, (current) =>
          withHeader(current, 'passphrase', async (header) => {
            const next = await withOnly({ ...header, kind: 'recovery', credential, cost })
            replaceHeaderFiles(paths, next)
            noteSlots(next, header.vaultKey)
            journalIfPossible(() => clearOldEscrows(session.store, next))
          }),
        )
      } finally {
        credential.wipe()
      }
      journalIfPossible(() => session.store.journal.note('vault.recovery'))
      return text
    }),

  escrowRecovery: (input) =>
    alone(async () => {
      const session = writable()
      // Before seconds of Argon2id; checked again where it counts.
      deskKeys(session)
      const place = { paths, worker, cost }
      await withPassphrase(input.passphrase, input.keyFile, (current) =>
        withHeader(current, 'passphrase', async (header) => {
          noteSlots(await makeEscrow(session, header, place), header.vaultKey)
        }),
      )
      session.emit({ kind: 'changed' })
    }),
})
