import { wipeSlotKeys } from '../../crypto/v1/header.ts'
import type { SlotEntry } from '../../crypto/v1/slot-directory.ts'
import { Failure } from '../../shared/failure.ts'
import type { HeaderActions } from './change-credentials.ts'
import { blankHeaderFiles } from './files/destroy-header.ts'
import { readHeaderFiles, replaceHeaderFiles } from './files/header-file.ts'
import type { VaultController } from './session/vault-controller-port.ts'
import type { Session } from './session/session.ts'
import { withNone, withOnly } from './storage/key-slots.ts'
import { startDestruction, finishDestruction } from './storage/destroy-marker.ts'
import { takeInventory } from './wipe/inventory.ts'
import { assertDissimilar, assertNoOtherUse } from './wipe/wipe-credential.ts'

type Acts = Pick<
  VaultController,
  'wipeStatus' | 'setWipe' | 'removeWipe' | 'inventory' | 'dryRun' | 'destroy'
>

type WipeActionPorts = HeaderActions & {
  /** The open vault, also in rescue mode. @throws Failure 'locked'. */
  readonly open: () => Session
  readonly slots: () => readonly SlotEntry[]
  /** Ends the session without a write, closes the database, runs `act` and releases the lock. */
  readonly dropThen: (act: () => void) => void
}

/** Whether no part of the vault was handed over or backed up, as far as this vault knows. */
const isOnlyCopy = (session: Session): boolean => {
  const { handedOver, lastBackup } = takeInventory(session, [])
  return handedOver === 0 && lastBackup === null
}

/** The kind of credential that a dry run of each action requires. */
const doneWith = { wipe: 'wipe', destroy: 'passphrase' } as const

/**
 * Manages the wipe passphrase, dry runs, and the destruction of a vault. Setting or removing a wipe
 * passphrase changes only the header and adds no journal line: after a removal, for example before
 * a border, the vault has no trace left.
 */
export const wipeActions = (ports: WipeActionPorts): Acts => {
  const { paths, cost, alone, writable, noteSlots, open, slots } = ports
  const { withPassphrase, withHeader } = ports.credentials
  return {
    wipeStatus: () => {
      const wipe = slots().find(({ kind }) => kind === 'wipe')
      return { wipe: wipe === undefined ? null : { keyFile: wipe.keyFile } }
    },

    setWipe: (input) =>
      alone(async () => {
        const session = writable()
        assertDissimilar(input.passphrase, input.wipe)
        await withPassphrase(input.passphrase, input.keyFile, (current) =>
          withHeader(current, 'passphrase', async (header) => {
            await assertNoOtherUse(session, input.wipe)
            await withPassphrase(input.wipe, input.wipeKeyFile, async (credential) => {
              const next = await withOnly({ ...header, kind: 'wipe', credential, cost })
              replaceHeaderFiles(paths, next)
              noteSlots(next, header.vaultKey)
            })
          }),
        )
      }),

    removeWipe: (input) =>
      alone(async () => {
        writable()
        await withPassphrase(input.passphrase, input.keyFile, (current) =>
          withHeader(current, 'passphrase', ({ header, vaultKey }) => {
            const next = withNone(header, vaultKey, 'wipe')
            if (next !== header) replaceHeaderFiles(paths, next)
            noteSlots(next, vaultKey)
            return Promise.resolve()
          }),
        )
      }),

    inventory: () => takeInventory(open(), slots()),

    dryRun: (input) =>
      alone(async () => {
        const session = open()
        await withPassphrase(input.passphrase, input.keyFile, async (credential) => {
          const { slot } = await readHeaderFiles(paths, credential.derive)
          wipeSlotKeys(slot)
          if (slot.kind !== doneWith[input.act]) throw new Failure('wrong-passphrase')
        })
        return takeInventory(session, slots())
      }),

    destroy: (input) =>
      alone(async () => {
        const session = open()
        // If the user accepts the loss, a vault that can't be read completely may be destroyed too.
        if (!input.isLossAccepted && isOnlyCopy(session)) throw new Failure('only-copy')
        await withPassphrase(input.passphrase, input.keyFile, (credential) =>
          withHeader(credential, 'passphrase', () => {
            startDestruction(paths)
            blankHeaderFiles(paths)
            ports.dropThen(() => finishDestruction(paths))
            return Promise.resolve()
          }),
        )
      }),
  }
}
