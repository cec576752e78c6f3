import { Secret } from '../../../crypto/secret.ts'
import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { FailureCode } from '../../../shared/failure.ts'
import type { BackupManifest } from '../../exchange/backup-manifest.ts'
import { openStore } from '../../store/store.ts'
import type { Store } from '../../store/store.ts'
import type { PartTarget } from '../../exchange/backup-read.ts'
import { checkBlob } from '../attachments/blob-check.ts'
import type { BlobCheck } from '../attachments/blob-check.ts'
import { digestPort } from '../storage/digest-port.ts'
import { vaultPaths } from '../files/paths.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { checkContent } from './check-content.ts'
import { readBackupFile } from './open-backup.ts'
import { createPartFiles, nowhere } from './part-file.ts'
import { makeScratch } from '../files/scratch.ts'

/** Errors of the backup itself, not of how it was tested. */
const ofTheBackup: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'truncated',
  'too-big',
  'malformed',
  'bad-signature',
  'damaged',
  'tampered',
])

/** The copy is writable: an older schema is migrated, and the index is checked. */
const openCopy = ({ nativeBinding }: Session, file: string, key: Secret): Store =>
  openStore({
    file,
    databaseKey: Buffer.from(key.bytes),
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
    digest: digestPort,
    now: Date.now,
    actor: () => '',
    onCommit: () => undefined,
  })

/**
 * The database of a backup, opened as soon as it is on the disk, so that the attached files after
 * it are checked with its keys as a stream: they take no disk space.
 */
const createCopy = (session: Session, file: string) => {
  let key: Secret | null = null
  let store: Store | null = null
  let current: BlobCheck | null = null
  let broken = 0
  const end = (): void => {
    if (current !== null && !current.end()) broken += 1
    current = null
  }
  const opened = (): Store => {
    if (store !== null) return store
    if (key === null) throw new Failure('internal')
    store = openCopy(session, file, key)
    store.freeze()
    return store
  }
  return {
    opened,
    broken: () => broken,
    key: (bytes: Uint8Array): void => {
      key = Secret.take(Uint8Array.from(bytes))
    },
    blob: (name: string): PartTarget => {
      const entry = opened().blobs.named(name)
      // A file that the database does not list shows in the counts.
      if (entry === null) return nowhere
      const check = checkBlob(entry)
      current = check
      return { write: check.write, close: end }
    },
    close: (): void => {
      end()
      key?.wipe()
      store?.close()
    },
  }
}

const note = ({ mode, store, emit }: Session, backupId: string | null, held: boolean): void => {
  if (mode === 'rescue') return
  store.backups.noteTest(backupId, held)
  emit({ kind: 'changed' })
}

/**
 * Opens a backup as a restore would, compares its content with its manifest and with this vault's
 * record of making it, and writes a journal line about the test. The files unpacked for it are
 * encrypted, in the vault's folder, and are always deleted.
 *
 * @throws Failure as `readBackupFile` and `checkContent`. If the backup itself is at fault and a
 *   key opened it, the journal says that the test failed.
 */
export const testBackup = async (
  session: Session,
  { file: token, passphrase, identity }: Parsed<'backups.test'>,
  ports: TaskPorts,
): Promise<Out<'backups.test'>> => {
  const { store, age, workers, files } = session
  let isOpened = false
  const path = files.path(token)
  const scratch = makeScratch(vaultPaths(session.folder))
  const parts = createPartFiles()
  const copy = createCopy(session, scratch.database)
  let begun: BackupManifest | null = null
  try {
    const { manifest, digest, key } = await readBackupFile(
      path,
      { passphrase, identity },
      {
        manifest: (read) => {
          begun = read
        },
        database: (bytes) => {
          copy.key(bytes)
          return parts.open(scratch.database)
        },
        blob: ({ name }) => copy.blob(name),
      },
      {
        worker: workers.age,
        own: [age.hybrid.identity, age.classic.identity],
        ports,
        opened: () => {
          isOpened = true
        },
      },
    )
    key.fill(0)
    const check = await checkContent(copy.opened(), manifest, copy.broken(), ports)
    const { backupId, day } = manifest
    const noted = store.backups.list().find((entry) => entry.backupId === backupId)
    const asNoted = noted === undefined || noted.digest === digest
    const held = check.held && asNoted
    if (ports.signal.aborted) throw new Failure('cancelled')
    note(session, backupId, held)
    return {
      backupId,
      day,
      known: noted !== undefined,
      asNoted,
      ...check,
      held,
    }
  } catch (cause) {
    const failed = begun as BackupManifest | null
    // A flipped bit near the start leaves nothing readable, not even the backup's number.
    if (isOpened && cause instanceof Failure && ofTheBackup.has(cause.code)) {
      note(session, failed?.backupId ?? null, false)
    }
    throw cause
  } finally {
    copy.close()
    parts.closeAll()
    scratch.remove()
  }
}
