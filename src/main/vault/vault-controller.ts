import type { KdfCost } from '../../crypto/kdf.ts'
import { credentialName } from '../../crypto/v2/credential-keys.ts'
import { readHeader } from '../../crypto/v2/header-layout.ts'
import type { Out } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { credentialActions } from './change-credentials.ts'
import type { HeaderActions } from './change-credentials.ts'
import { restoreBackup } from './backup/restore.ts'
import { sweepScratch } from './files/scratch.ts'
import { recoveryCredential, takeMemoryAhead } from './files/credential.ts'
import type { Credential } from './files/credential.ts'
import { resumeDestruction } from './storage/destroy-marker.ts'
import { daysIn } from './session/days.ts'
import { wipeActions } from './wipe-actions.ts'
import { wipeVault } from './storage/wipe-vault.ts'
import { headerCredentials } from './storage/header-unlock.ts'
import type { OpenHeader, ActiveHeader } from './storage/header-file.ts'
import type { OpensDatabase } from './storage/header-unlock.ts'
import { acquireLock, loadEngineAhead } from './files/lock-file.ts'
import type { VaultLock } from './files/lock-file.ts'
import { vaultPaths } from './files/paths.ts'
import { hasVault } from './files/vault-exists.ts'
import { noImages, noPdfs } from './decoders/process-channel.ts'
import type { VaultController, VaultControllerOptions } from './session/vault-controller-port.ts'
import { createVaultFiles, emptyContent, firstSettings } from './storage/new-vault.ts'
import { settleInBackground } from './exchange/apply-import.ts'
import { closeSession, dropSession, openAndCleanUp, openSession } from './open-session.ts'
import type { Session } from './session/session.ts'
import { withReplaced, changeVaultKey } from './storage/credential-change.ts'
import {
  namesIn,
  unchangedHeader,
  paceSince,
  renewAtLock,
  renewAtUnlock,
  vaultIdOf,
} from './storage/header-file.ts'
import type { ChangedEntries } from './storage/credential-change.ts'
import { databaseOpensWith } from './storage/vault-database.ts'
import type { VaultDatabase } from './storage/vault-database.ts'
import { createTasks } from './session/tasks.ts'
import type { TaskPorts } from './session/tasks.ts'
import { createOperationQueue } from './operation-queue.ts'
import { costOfVault, costThatFits, freeMemoryKiB, isReduced } from './storage/kdf-cost.ts'

type Opened = {
  readonly session: Session
  readonly stored: VaultDatabase
  readonly lock: VaultLock
  readonly activeHeader: ActiveHeader
}

/** The change is made: a failed journal write does not undo it. The next opening settles escrows. */
const noteIfPossible = (write: () => void): void => {
  try {
    write()
  } catch {
    // Recorded only in the header.
  }
}

export const createVaultController = (options: VaultControllerOptions): VaultController => {
  const { folder, nativeBinding, workers, files, emit } = options
  const newCost = (): KdfCost => options.cost ?? costThatFits(freeMemoryKiB())
  const now = options.now ?? Date.now
  // In advance, because loading the calendar of a time zone takes about ten milliseconds.
  const days = daysIn(options.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone)
  const language = options.language ?? 'en'
  const paths = vaultPaths(folder)
  resumeDestruction(paths, nativeBinding === undefined ? {} : { nativeBinding })
  let opened: Opened | null = null
  /** How often the vault was locked, for an operation that waits. */
  let locks = 0
  const tasks = createTasks((task, done, total) => emit({ kind: 'progress', task, done, total }))

  const { runExclusive, runCancellable, isOpening } = createOperationQueue(tasks, () => tellState())
  const tellState = (): void =>
    options.onState({
      unlocked: opened !== null,
      opening: isOpening(),
      idleLockMinutes: opened?.session.settings().idleLockMinutes ?? 5,
    })

  const opensDatabase: OpensDatabase = (vaultKey, isOnly) => {
    if (opened !== null) return opened.stored.isUnder(vaultKey)
    return isOnly || databaseOpensWith({ paths, vaultKey, nativeBinding, now })
  }
  const credentials = headerCredentials(paths, workers.kdf, files, opensDatabase)
  const { withPassphrase, withHeader, withEither } = credentials

  const status = (): Out<'vault.status'> => {
    if (opened === null) {
      return { state: hasVault(paths) ? 'locked' : 'none', reason: null, repaired: false }
    }
    const { rescue } = opened.stored
    const repaired = opened.activeHeader.isRepaired
    return { state: rescue === null ? 'open' : 'rescue', reason: rescue, repaired }
  }

  /**
   * Creates the session of an opened database, then asks for the header in force: it is written
   * only once everything is readable.
   */
  const startSession = (
    stored: VaultDatabase,
    {
      lock,
      vaultId,
      cost,
    }: { readonly lock: VaultLock; readonly vaultId: string; readonly cost: KdfCost },
    headerOf: () => ActiveHeader,
  ): void => {
    const session = openSession(stored, {
      folder,
      vaultId,
      nativeBinding,
      files,
      workers,
      images: options.images ?? noImages,
      pdfs: options.pdfs ?? noPdfs,
      cost,
      emit,
      now,
      days,
    })
    try {
      opened = { session, stored, lock, activeHeader: headerOf() }
      tellState()
    } catch (cause) {
      opened = null
      closeSession(session)
      throw cause
    }
    void settleInBackground(session)
  }

  const startNewSession = (
    stored: VaultDatabase,
    lock: VaultLock,
    activeHeader: ActiveHeader,
  ): void => {
    const { vaultId, current } = activeHeader
    startSession(stored, { lock, vaultId, cost: readHeader(current).kdf }, () => activeHeader)
  }

  /**
   * Opens the vault and writes its header again. An older schema is migrated before that: during a
   * migration this thread receives no messages, but its progress messages are sent at once.
   *
   * @param changed credentials that the vault gets on this occasion, with a new key. A vault that
   *   opens read-only keeps its own.
   */
  const openWith = (
    header: OpenHeader,
    lock: VaultLock,
    onMigration: TaskPorts['progress'],
    changed?: ChangedEntries,
  ): void => {
    const { vaultKey } = header
    const place = { folder, paths, vaultKey, nativeBinding, now, onMigration }
    const stored = openAndCleanUp(header, place)
    const headerOf = (): ActiveHeader => {
      if (stored.rescue !== null) return unchangedHeader(header)
      // A change of the key that could not be finished keeps both keys in the header.
      const isSettled = stored.isUnder(header.vaultKey)
      if (changed === undefined) {
        return isSettled ? renewAtUnlock(paths, header) : unchangedHeader(header)
      }
      let activeHeader = unchangedHeader(header)
      const pace = paceSince(header.derivedAt)
      changeVaultKey(
        paths,
        stored,
        { opened: header, changed, pace },
        (next) => (activeHeader = next),
      )
      return activeHeader
    }
    try {
      startSession(stored, { lock, vaultId: vaultIdOf(header), cost: header.kdf }, headerOf)
    } catch (cause) {
      stored.close()
      throw cause
    }
  }

  /** Creates a vault and leaves it open. */
  const createVault = async (
    credential: Credential,
    signal: AbortSignal,
    content: Parameters<typeof createVaultFiles>[1],
  ): Promise<Out<'vault.create'>> => {
    if (opened !== null) throw new Failure('exists')
    const { stored, lock, recoveryCode, activeHeader } = await createVaultFiles(
      { paths, credential, cost: newCost(), worker: workers.kdf, signal, nativeBinding, now },
      content,
    )
    try {
      startNewSession(stored, lock, activeHeader)
    } catch (cause) {
      try {
        stored.close()
      } finally {
        lock.release()
      }
      throw cause
    }
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

  const open = (): Session => {
    if (opened === null) throw new Failure('locked')
    return opened.session
  }
  const writable = (): Session => {
    const session = open()
    if (session.mode === 'rescue') throw new Failure('read-only')
    // Also after a disk error of the database: the header would be written to the same disk.
    if (session.store.isFrozen()) throw new Failure('read-only')
    return session
  }

  const changeKey: HeaderActions['changeKey'] = (header, changed) => {
    if (opened === null) throw new Failure('locked')
    const { stored, activeHeader } = opened
    const change = { opened: header, changed, pace: activeHeader.pace }
    changeVaultKey(paths, stored, change, (next) => {
      if (opened !== null) opened = { ...opened, activeHeader: next }
    })
    const { recovery } = changed.entries
    const isNewCode = recovery !== null && !namesIn(header.directory).has(credentialName(recovery))
    noteIfPossible(() =>
      stored.store.escrows.noteAccess(namesIn(changed), isNewCode ? 'recovery' : 'credential'),
    )
  }

  const dropThen = (act: () => void): void => {
    const dropped = opened
    opened = null
    if (dropped === null) return
    dropSession(dropped.session)
    try {
      dropped.stored.close()
    } finally {
      try {
        act()
      } finally {
        dropped.lock.release()
      }
    }
  }

  const inSession: HeaderActions['inSession'] = (sessionOf, act) =>
    runExclusive(async () => {
      const session = sessionOf()
      try {
        return await act(session)
      } catch (cause) {
        // A lock closes the store, whose errors then say nothing.
        const isNamed = cause instanceof Failure && cause.code !== 'internal'
        if (!isNamed && opened?.session !== session) throw new Failure('locked')
        throw cause
      }
    })

  const headerActions: HeaderActions = {
    worker: workers.kdf,
    credentials,
    inSession,
    writable,
    changeKey,
  }

  return {
    session: () => opened?.session ?? null,
    folder,
    status,
    memory: () => {
      const cost = costOfVault(paths) ?? newCost()
      return {
        neededMiB: Math.ceil(cost.memoryKiB / 1024),
        freeMiB: Math.floor(freeMemoryKiB() / 1024),
        isReduced: isReduced(cost),
      }
    },
    settingsChanged: tellState,
    expectPassphrase: () => {
      if (status().state !== 'locked') return
      takeMemoryAhead(workers.kdf, (costOfVault(paths) ?? newCost()).memoryKiB)
      loadEngineAhead(nativeBinding === undefined ? {} : { nativeBinding })
    },

    create: (input) =>
      runCancellable(input.task, ({ signal }) =>
        withPassphrase(
          input.passphrase,
          input.keyFile,
          (credential) =>
            createVault(
              credential,
              signal,
              emptyContent({ ...firstSettings(input), recoveryConfirmed: false }),
            ),
          signal,
        ),
      ),

    restore: (input) =>
      runCancellable(input.task, (ports) => {
        const { passphrase, identity } = input
        const restored = async (credential: Credential): Promise<Out<'vault.restore'>> => {
          const file = files.path(input.file)
          let brokenAttachments = 0
          const broken = (count: number): void => {
            brokenAttachments = count
          }
          const source = { file, passphrase, identity, worker: workers.age, ports, broken }
          const made = await createVault(credential, ports.signal, (place) =>
            restoreBackup(place, source),
          )
          return { ...made, brokenAttachments }
        }
        return withPassphrase(input.newPassphrase, input.keyFile, restored, ports.signal)
      }),

    unlock: (input) =>
      runCancellable(input.task, ({ signal, progress }) =>
        locked((lock) => {
          const opening = (credential: Credential): Promise<Out<'vault.unlock'>> =>
            withEither(credential, {
              open: async (header) => {
                openWith(header, lock, progress)
                return status()
              },
              // From here on, treat it as a newly created vault.
              wipe: async (found) => {
                const place = { paths, nativeBinding, now, language }
                const locksBefore = locks
                const { stored, activeHeader } = await wipeVault(found, place)
                try {
                  // A lock may have come while the answer waited.
                  if (locks !== locksBefore) throw new Failure('locked')
                  startNewSession(stored, lock, activeHeader)
                } catch (cause) {
                  stored.close()
                  throw cause
                }
                // What the wipe moved aside goes after the answer.
                setImmediate(() => sweepScratch(paths))
                return status()
              },
            })
          return withPassphrase(input.passphrase, input.keyFile, opening, signal)
        }),
      ),

    recover: (input) =>
      runCancellable(input.task, ({ signal, progress }) =>
        locked(async (lock) => {
          const code = recoveryCredential(workers.kdf, input.code, signal)
          const opening =
            (header: OpenHeader) =>
            (credential: Credential): Promise<Out<'vault.recover'>> =>
              withReplaced(header, 'passphrase', credential, (changed) => {
                const derivedAt = performance.now()
                openWith({ ...header, derivedAt }, lock, progress, changed)
                if (opened !== null) noteIfPossible(opened.session.store.escrows.noteUsed)
                return status()
              })
          try {
            return await withHeader(code, 'recovery', (header) =>
              withPassphrase(input.passphrase, input.keyFile, opening(header), signal),
            )
          } finally {
            code.wipe()
          }
        }),
      ),

    ...credentialActions(headerActions),
    ...wipeActions({
      ...headerActions,
      paths,
      open,
      vaultCredentials: () => opened?.activeHeader.credentials ?? [],
      dropSpareHeader: () => {
        if (opened !== null)
          opened = { ...opened, activeHeader: { ...opened.activeHeader, spare: null } }
      },
      dropThen,
    }),

    cancel: (task) => tasks.cancel(task),

    close: () => {
      locks += 1
      tasks.cancelAll()
      const closing = opened
      opened = null
      if (closing === null) return
      closeSession(closing.session)
      try {
        sweepScratch(paths)
        closing.stored.close()
        renewAtLock(paths, closing.activeHeader)
      } finally {
        closing.lock.release()
      }
    },
  }
}
