import type { KdfCost } from '../../crypto/kdf.ts'
import { sodium } from '../../crypto/sodium.ts'
import type { DeskEvent } from '../../shared/contract.ts'
import { AuthorKey, Day } from '../../shared/ids.ts'
import { sweepBlobs } from './attachments/sweep.ts'
import { endToldNotices } from './custody/owed-notices.ts'
import type { Days } from './days.ts'
import type { FileTokens } from './file-tokens.ts'
import { vaultPaths } from './files/paths.ts'
import { createHalfWritten } from './half-written.ts'
import { createIdentityRoom } from './identity-room.ts'
import { readOwnKeys } from './keyring.ts'
import { createImageDesk } from './images/image-desk.ts'
import type { ImageHost } from './images/image-host.ts'
import { createLintDesk } from './lint-desk.ts'
import { createPdfDesk } from './pdf/pdf-desk.ts'
import type { PdfHost } from './pdf/pdf-host.ts'
import type { Session } from './session.ts'
import type { Stored } from './stored.ts'
import { createTasks } from './tasks.ts'
import type { WorkerPaths } from './worker-paths.ts'

type Surroundings = {
  readonly folder: string
  readonly nativeBinding: string | undefined
  readonly files: FileTokens
  readonly workers: WorkerPaths
  readonly images: ImageHost
  readonly pdfs: PdfHost
  readonly cost: KdfCost
  readonly emit: (event: DeskEvent) => void
  readonly now: () => number
  /** The days of an instant where the machine stands. */
  readonly days: (instant: number) => Days
}

/**
 * A session over an opened database. Whoever asked for it calls `closeSession`.
 *
 * @throws Failure 'not-found', 'damaged' or 'tampered' when the keyring cannot be read.
 */
export const openSession = ({ store, rescue }: Stored, place: Surroundings): Session => {
  const { emit, now, days, ...rest } = place
  const { signing, age } = readOwnKeys(store)
  const identity = createIdentityRoom(store, now, {
    expired: () => emit({ kind: 'changed' }),
    forgot: () => lint.forget(),
  })
  const lint = createLintDesk(place.workers.lint, identity.names)
  return {
    ...rest,
    emit,
    mode: rescue === null ? 'open' : 'rescue',
    store,
    identity,
    lint,
    images: createImageDesk(place.images),
    pdfs: createPdfDesk(place.pdfs),
    halfWritten: createHalfWritten(),
    signing,
    author: AuthorKey.parse(sodium.to_hex(signing.publicKey)),
    age,
    settings: () => store.settings.get(),
    today: () => Day.parse(new Date(now()).toISOString().slice(0, 10)),
    days: () => days(now()),
    tasks: createTasks((task, done, total) => emit({ kind: 'progress', task, done, total })),
  }
}

/** Ends the tasks and wipes the keys, and writes nothing. The database is closed by whoever opened it. */
export const dropSession = (session: Session): void => {
  session.tasks.cancelAll()
  session.halfWritten.removeAll()
  session.lint.end()
  session.pdfs.end()
  session.identity.end()
  session.signing.secretKey.wipe()
}

/** The same, but before it, what was removed is deleted for good. */
export const closeSession = (session: Session): void => {
  session.tasks.cancelAll()
  session.halfWritten.removeAll()
  session.lint.end()
  session.images.end()
  session.pdfs.end()
  session.identity.end()
  try {
    if (session.mode === 'open') {
      // Before the purge, which takes the times of such lines.
      endToldNotices(session)
      session.store.records.purgeRemoved()
      sweepBlobs(session.store, vaultPaths(session.folder).blobs)
    }
  } catch {
    // Purged after the next unlock instead.
  } finally {
    dropSession(session)
  }
}
