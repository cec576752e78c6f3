import type { KdfCost } from '../../crypto/kdf.ts'
import { sodium } from '../../crypto/sodium.ts'
import type { VaultEvent } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { AuthorKey, Day } from '../../shared/ids.ts'
import { sweepBlobs } from './attachments/keep-blob.ts'
import { sweepScratch } from './files/scratch.ts'
import { sweepQuarantine } from './contacts/aside-file.ts'
import { pruneDelivered } from './custody/pending-advisories.ts'
import type { Days } from './session/days.ts'
import type { FileTokens } from './session/file-tokens.ts'
import { vaultPaths } from './files/paths.ts'
import { createPlaintextTempFiles } from './session/plaintext-temp-files.ts'
import { createUnlockedIdentities } from './sealed-identities/unlocked-identities.ts'
import { finishCreation } from './storage/creation-marker.ts'
import { removeDestroyMarker } from './storage/destroy-marker.ts'
import { readOwnKeys } from './storage/keyring.ts'
import { createImageDecoder } from './decoders/image-decoder.ts'
import type { StartImageProcess, StartPdfProcess } from './decoders/process-channel.ts'
import { createLintClient } from './lint/lint-client.ts'
import { createPdfRenderer } from './decoders/pdf-renderer.ts'
import type { Session } from './session/session.ts'
import { namesIn } from './storage/header-file.ts'
import type { OpenHeader } from './storage/header-file.ts'
import { openDatabase, rekeyFromPrevious } from './storage/vault-database.ts'
import type { VaultDatabase, VaultLocation } from './storage/vault-database.ts'
import { createTasks } from './session/tasks.ts'
import type { WorkerPaths } from './session/worker-paths.ts'

/** @returns the keys under which database and anchor are after that. */
const settleKey = (
  place: VaultLocation,
  { previousKey, isUnderPrevious }: OpenHeader,
): VaultLocation => {
  if (!isUnderPrevious || previousKey === null) return { ...place, previousKey }
  try {
    rekeyFromPrevious(place, previousKey)
    return { ...place, previousKey }
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause
    // The anchor follows the database: it is under the key before, too.
    return { ...place, vaultKey: previousKey }
  }
}

/**
 * Opens the database with the key from a header, after finishing a change of that key that was
 * stopped; erases records deleted in an earlier session, and cleans up its unfinished work. A change
 * that cannot be finished, for example on a full disk, waits: the vault opens under the key before.
 *
 * @throws Failure as `openDatabase`; nothing is left open then.
 */
export const openAndCleanUp = (
  header: OpenHeader,
  place: VaultLocation & { readonly folder: string },
): VaultDatabase => {
  const { folder, ...located } = place
  const { paths } = located
  const opening = settleKey(located, header)
  const names = namesIn(header.directory)
  const stored = openDatabase(opening, (store) => {
    store.escrows.settle(names)
    store.records.purgeRemoved()
    sweepBlobs(store, paths.blobs)
  })
  try {
    sweepScratch(paths)
    if (stored.rescue === null) {
      finishCreation(paths)
      removeDestroyMarker(paths)
      sweepQuarantine(folder, () => stored.store.contacts.setAside())
    }
    return stored
  } catch (cause) {
    stored.close()
    throw cause
  }
}

type Surroundings = {
  readonly folder: string
  readonly vaultId: string
  readonly nativeBinding: string | undefined
  readonly files: FileTokens
  readonly workers: WorkerPaths
  readonly images: StartImageProcess
  readonly pdfs: StartPdfProcess
  readonly cost: KdfCost
  readonly emit: (event: VaultEvent) => void
  readonly now: () => number
  /** The days of an instant in UTC and in the machine's time zone. */
  readonly days: (instant: number) => Days
}

/**
 * Creates a session for an opened database. The caller must call `closeSession`.
 *
 * @throws Failure 'not-found', 'damaged' or 'tampered' when the keyring cannot be read.
 */
export const openSession = (
  { store, rescue, databaseKey }: VaultDatabase,
  place: Surroundings,
): Session => {
  const { emit, now, days, ...rest } = place
  const { signing, age } = readOwnKeys(store)
  const identity = createUnlockedIdentities(store, now, {
    expired: () => emit({ kind: 'changed' }),
    forgot: () => lint.forget(),
  })
  const lint = createLintClient(place.workers.lint, identity.names)
  return {
    ...rest,
    emit,
    mode: rescue === null ? 'open' : 'rescue',
    store,
    databaseKey,
    identity,
    lint,
    images: createImageDecoder(place.images),
    pdfs: createPdfRenderer(place.pdfs),
    plaintextTempFiles: createPlaintextTempFiles(),
    signing,
    author: AuthorKey.parse(sodium.to_hex(signing.publicKey)),
    age,
    settings: () => store.settings.get(),
    today: () => Day.parse(new Date(now()).toISOString().slice(0, 10)),
    days: () => days(now()),
    tasks: createTasks((task, done, total) => emit({ kind: 'progress', task, done, total })),
  }
}

/**
 * Cancels the tasks and wipes the keys without writing anything. The caller that opened the
 * database closes it.
 */
export const dropSession = (session: Session): void => {
  session.tasks.cancelAll()
  session.plaintextTempFiles.removeAll()
  session.lint.end()
  session.pdfs.end()
  session.identity.end()
  session.signing.secretKey.wipe()
}

/** Like `dropSession`, but first erases deleted records permanently. */
export const closeSession = (session: Session): void => {
  session.tasks.cancelAll()
  session.plaintextTempFiles.removeAll()
  session.lint.end()
  session.images.end()
  session.pdfs.end()
  session.identity.end()
  try {
    if (session.mode === 'open') {
      // Before the purge, which removes the times of such journal lines.
      pruneDelivered(session)
      session.store.records.purgeRemoved(true)
      sweepBlobs(session.store, vaultPaths(session.folder).blobs)
    }
  } catch {
    // Purged after the next unlock instead.
  } finally {
    dropSession(session)
  }
}
