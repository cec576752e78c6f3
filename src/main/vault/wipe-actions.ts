import { Failure } from '../../shared/failure.ts'
import type { Inventory } from '../../shared/wipe-contract.ts'
import { createYield, runPaced } from '../exchange/pace.ts'
import type { HeaderActions } from './change-credentials.ts'
import { blankHeaderFiles } from './storage/header-file.ts'
import type { VaultPaths } from './files/paths.ts'
import type { VaultController } from './session/vault-controller-port.ts'
import type { Session } from './session/session.ts'
import { withoutWipe, withReplaced } from './storage/credential-change.ts'
import type { VaultCredential } from './storage/header-file.ts'
import { startDestruction, finishDestruction } from './storage/destroy-marker.ts'
import { readInventory } from './wipe/inventory.ts'
import { assertDissimilar, assertNoOtherUse } from './wipe/wipe-credential.ts'

type WipeActions = Pick<
  VaultController,
  'wipeStatus' | 'setWipe' | 'removeWipe' | 'inventory' | 'dryRun' | 'destroy'
>

type WipeActionPorts = HeaderActions & {
  readonly paths: VaultPaths
  /** The open vault, also in rescue mode. @throws Failure 'locked'. */
  readonly open: () => Session
  readonly vaultCredentials: () => readonly VaultCredential[]
  /** From here on the header is not written at the lock. */
  readonly dropSpareHeader: () => void
  /** Ends the session without a write, closes the database, runs `act` and releases the lock. */
  readonly dropThen: (act: () => void) => void
}

const takeInventory = (
  session: Session,
  credentials: readonly VaultCredential[],
): Promise<Inventory> => runPaced(readInventory(session, credentials), createYield())

/** Whether no part of the vault was handed over or backed up, as far as this vault knows. */
const isOnlyCopy = async (session: Session): Promise<boolean> => {
  const { handedOver, lastBackup } = await takeInventory(session, [])
  return handedOver === 0 && lastBackup === null
}

/** The kind of credential that a dry run of each action requires. */
const doneWith = { wipe: 'wipe', destroy: 'passphrase' } as const

/**
 * Manages the wipe passphrase, dry runs, and the destruction of a vault. Setting or removing a wipe
 * passphrase adds the same journal line and makes the same file operations as any other change of a
 * credential: nothing on the disk shows whether there is one.
 */
export const wipeActions = (ports: WipeActionPorts): WipeActions => {
  const { paths, inSession, writable, changeKey, open, vaultCredentials } = ports
  const { withPassphrase, withHeader, kindOf } = ports.credentials
  return {
    wipeStatus: () => {
      const wipe = vaultCredentials().find(({ kind }) => kind === 'wipe')
      return { wipe: wipe === undefined ? null : { keyFile: wipe.keyFile } }
    },

    setWipe: (input) =>
      inSession(writable, async (session) => {
        assertDissimilar(input.passphrase, input.wipe)
        await withPassphrase(input.passphrase, input.keyFile, (current) =>
          withHeader(current, 'passphrase', async (opened) => {
            await assertNoOtherUse(session, input.wipe)
            await withPassphrase(input.wipe, input.wipeKeyFile, (credential) =>
              withReplaced(opened, 'wipe', credential, (changed) => changeKey(opened, changed)),
            )
          }),
        )
      }),

    removeWipe: (input) =>
      inSession(writable, async () => {
        await withPassphrase(input.passphrase, input.keyFile, (current) =>
          withHeader(current, 'passphrase', (opened) => {
            changeKey(opened, withoutWipe(opened))
            return Promise.resolve()
          }),
        )
      }),

    inventory: () => takeInventory(open(), vaultCredentials()),

    dryRun: (input) =>
      inSession(open, async (session) => {
        await withPassphrase(input.passphrase, input.keyFile, async (credential) => {
          const kind = await kindOf(credential)
          if (kind !== doneWith[input.act]) throw new Failure('wrong-passphrase')
        })
        return takeInventory(session, vaultCredentials())
      }),

    destroy: (input) =>
      inSession(open, async (session) => {
        // If the user accepts the loss, a vault that can't be read completely may be destroyed too.
        if (!input.isLossAccepted && (await isOnlyCopy(session))) throw new Failure('only-copy')
        await withPassphrase(input.passphrase, input.keyFile, (credential) =>
          withHeader(credential, 'passphrase', () => {
            // A lock may have come meanwhile: the folder is no longer this vault's to change.
            open()
            startDestruction(paths)
            // Or the lock would write it over what is blanked.
            ports.dropSpareHeader()
            blankHeaderFiles(paths)
            ports.dropThen(() => finishDestruction(paths))
            return Promise.resolve()
          }),
        )
      }),
  }
}
