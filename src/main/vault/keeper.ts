import { kdfBounds } from '../../crypto/kdf.ts'
import { createRecoveryCode, formatRecoveryCode } from '../../crypto/recovery-code.ts'
import { sodiumReady } from '../../crypto/sodium.ts'
import type { Out } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { sweepAside } from './contacts/aside-file.ts'
import { restoreStored } from './backup/restore.ts'
import { sweepScratch } from './backup/scratch.ts'
import { recoveryCredential } from './credential.ts'
import type { Credential } from './credential.ts'
import { deskKeys } from './escrow/desks.ts'
import { makeEscrow, settleEscrows } from './escrow/make-escrow.ts'
import { replaceHeaderFiles } from './files/header-file.ts'
import { headerCredentials } from './header-credentials.ts'
import type { OpenHeader } from './header-credentials.ts'
import { sweepBlobs } from './attachments/sweep.ts'
import { acquireLock, type VaultLock } from './files/lock-file.ts'
import { vaultPaths } from './files/paths.ts'
import type { Keeper, KeeperOptions } from './keeper-port.ts'
import { createVaultFiles, emptyContent, firstSettings } from './new-vault.ts'
import { closeSession, openSession } from './open-session.ts'
import type { Session } from './session.ts'
import { withOnly } from './slots.ts'
import { openStored, type Stored } from './stored.ts'
import { createTasks } from './tasks.ts'
import { finishVault, hasVault } from './unfinished.ts'

type Opened = {
  readonly session: Session
  readonly stored: Stored
  readonly lock: VaultLock
  readonly repaired: boolean
}

export const createKeeper = (options: KeeperOptions): Keeper => {
  const { folder, nativeBinding, workers, files, emit } = options
  const cost = options.cost ?? kdfBounds.standard
  const now = options.now ?? Date.now
  const paths = vaultPaths(folder)
  let opened: Opened | null = null
  let last: Promise<unknown> = Promise.resolve()
  const tasks = createTasks((task, done, total) => emit({ kind: 'progress', task, done, total }))

  /** One act on header and lock at a time: a second press of a button waits for the first. */
  const alone = <T>(act: () => Promise<T>): Promise<T> => {
    const next = last.then(async () => {
      await sodiumReady()
      return act()
    })
    last = next.catch(() => undefined)
    return next
  }

  const { withPassphrase, withHeader } = headerCredentials(paths, workers.kdf, files)

  const status = (): Out<'vault.status'> => {
    if (opened === null) {
      return { state: hasVault(paths) ? 'locked' : 'none', reason: null, repaired: false }
    }
    const { rescue } = opened.stored
    return { state: rescue === null ? 'open' : 'rescue', reason: rescue, repaired: opened.repaired }
  }

  const settingsChanged = (): void =>
    options.onState({
      unlocked: opened !== null,
      idleLockMinutes: opened?.session.settings().idleLockMinutes ?? 5,
    })

  const take = (stored: Stored, lock: VaultLock, repaired: boolean, accept?: () => void): void => {
    const session = openSession(stored, {
      folder,
      nativeBinding,
      files,
      workers,
      cost,
      emit,
      now,
    })
    try {
      accept?.()
    } catch (cause) {
      closeSession(session)
      throw cause
    }
    opened = { session, stored, lock, repaired }
    settingsChanged()
  }

  /**
   * Opens the database with the key that a header gave; what an earlier session removed goes.
   * `accept` comes once all can be read, and refuses by throwing.
   */
  const openWith = (
    { header, vaultKey, repaired }: OpenHeader,
    lock: VaultLock,
    accept?: () => void,
  ): void => {
    const stored = openStored({ paths, vaultKey, nativeBinding, now }, (store) => {
      settleEscrows(store, header)
      store.records.purgeRemoved()
      sweepBlobs(store, paths.blobs)
    })
    sweepScratch(paths)
    try {
      if (stored.rescue === null) {
        finishVault(paths)
        sweepAside(folder, () => stored.store.contacts.setAside())
      }
      take(stored, lock, repaired, accept)
    } catch (cause) {
      stored.close()
      throw cause
    }
  }

  const note = (write: () => void): void => {
    try {
      write()
    } catch {
      // The act is done, in the header: a journal that cannot be written does not undo it.
    }
  }

  /** A new vault, left open. */
  const found = async (
    credential: Credential,
    content: Parameters<typeof createVaultFiles>[1],
  ): Promise<Out<'vault.create'>> => {
    if (opened !== null) throw new Failure('exists')
    const { stored, lock, recoveryCode } = await createVaultFiles(
      { paths, credential, cost, worker: workers.kdf, nativeBinding, now },
      content,
    )
    take(stored, lock, false)
    return { recoveryCode }
  }

  const locked = async <T>(act: (lock: VaultLock) => Promise<T>): Promise<T> => {
    if (opened !== null) throw new Failure('exists')
    if (!hasVault(paths)) throw new Failure('no-vault')
    const lock = acquireLock(paths, nativeBinding === undefined ? {} : { nativeBinding })
    try {
      return await act(lock)
    } catch (cause) {
      lock.release()
      throw cause
    }
  }

  const writable = (): Opened => {
    if (opened === null) throw new Failure('locked')
    // Also once the disk failed under the database: its header would be written by the same disk.
    if (opened.session.store.isFrozen()) throw new Failure('read-only')
    return opened
  }

  return {
    session: () => opened?.session ?? null,
    status,
    settingsChanged,

    create: (input) =>
      alone(() =>
        withPassphrase(input.passphrase, input.keyFile, (credential) =>
          found(credential, emptyContent(firstSettings(input))),
        ),
      ),

    restore: (input) =>
      alone(() =>
        withPassphrase(input.newPassphrase, input.keyFile, (credential) => {
          const { passphrase, identity } = input
          const file = files.path(input.file)
          let brokenAttachments = 0
          const broken = (count: number): void => {
            brokenAttachments = count
          }
          // A cancelled one is answered when it has cleared away what it began.
          return tasks.runToEnd(input.task, async (ports) => {
            const source = { file, passphrase, identity, worker: workers.age, ports, broken }
            const made = await found(credential, (place) => restoreStored(place, source))
            return { ...made, brokenAttachments }
          })
        }),
      ),

    unlock: (input) =>
      alone(() =>
        locked((lock) =>
          withPassphrase(input.passphrase, input.keyFile, (credential) =>
            withHeader(credential, 'passphrase', async (header) => {
              openWith(header, lock)
              return status()
            }),
          ),
        ),
      ),

    recover: (input) =>
      alone(() =>
        locked(async (lock) => {
          const code = recoveryCredential(workers.kdf, input.code)
          try {
            return await withHeader(code, 'recovery', (header) =>
              withPassphrase(input.passphrase, input.keyFile, async (credential) => {
                const next = await withOnly({ ...header, kind: 'passphrase', credential, cost })
                openWith(header, lock, () => replaceHeaderFiles(paths, next))
                note(() => opened?.session.store.escrows.noteUsed())
                return status()
              }),
            )
          } finally {
            code.wipe()
          }
        }),
      ),

    changePassphrase: (input) =>
      alone(async () => {
        const { session } = writable()
        await withPassphrase(input.current, input.currentKeyFile, (current) =>
          withHeader(current, 'passphrase', (header) =>
            withPassphrase(input.next, input.nextKeyFile, async (credential) => {
              const next = await withOnly({ ...header, kind: 'passphrase', credential, cost })
              replaceHeaderFiles(paths, next)
            }),
          ),
        )
        note(() => session.store.journal.note('vault.passphrase'))
      }),

    newRecoveryCode: (input) =>
      alone(async () => {
        const { session } = writable()
        const fresh = createRecoveryCode()
        const text = formatRecoveryCode(fresh)
        fresh.wipe()
        const credential = recoveryCredential(workers.kdf, text)
        try {
          await withPassphrase(input.passphrase, input.keyFile, (current) =>
            withHeader(current, 'passphrase', async (header) => {
              const next = await withOnly({ ...header, kind: 'recovery', credential, cost })
              replaceHeaderFiles(paths, next)
              note(() => settleEscrows(session.store, next))
            }),
          )
        } finally {
          credential.wipe()
        }
        note(() => session.store.journal.note('vault.recovery'))
        return text
      }),

    escrowRecovery: (input) =>
      alone(async () => {
        const { session } = writable()
        // Before seconds of Argon2id; asked again where it counts.
        deskKeys(session)
        const place = { paths, worker: workers.kdf, cost }
        await withPassphrase(input.passphrase, input.keyFile, (current) =>
          withHeader(current, 'passphrase', (header) => makeEscrow(session, header, place)),
        )
        emit({ kind: 'changed' })
      }),

    cancel: (task) => tasks.cancel(task),

    close: () => {
      tasks.cancelAll()
      const closing = opened
      opened = null
      if (closing === null) return
      closeSession(closing.session)
      try {
        sweepScratch(paths)
        closing.stored.close()
      } finally {
        closing.lock.release()
      }
    },
  }
}
