import { Secret } from '../../../crypto/secret.ts'
import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { FailureCode } from '../../../shared/failure.ts'
import type { BackupManifest } from '../../exchange/backup-manifest.ts'
import { openStore } from '../../store/store.ts'
import { digestPort } from '../digest-port.ts'
import { vaultPaths } from '../files/paths.ts'
import type { Session } from '../session.ts'
import type { TaskPorts } from '../tasks.ts'
import { checkContent } from './check-content.ts'
import type { ContentCheck } from './check-content.ts'
import { readBackupFile } from './open-backup.ts'
import { createPartFiles, nowhere } from './part-file.ts'
import { makeScratch } from './scratch.ts'

/** What is wrong with the backup itself, not with how it was tested. */
const ofTheBackup: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'truncated',
  'malformed',
  'bad-signature',
  'damaged',
  'tampered',
])

/** The copy may be written to: an older one has its schema brought up to date, the index is checked. */
const checkCopy = async (
  session: Session,
  file: string,
  { key, manifest }: { readonly key: Secret; readonly manifest: BackupManifest },
  ports: TaskPorts,
): Promise<ContentCheck> => {
  const { nativeBinding } = session
  const store = openStore({
    file,
    databaseKey: Buffer.from(key.bytes),
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
    digest: digestPort,
    now: Date.now,
    actor: () => '',
    onCommit: () => undefined,
  })
  try {
    store.freeze()
    return await checkContent(store, manifest, ports)
  } finally {
    store.close()
  }
}

const note = ({ mode, store, emit }: Session, backupId: string, held: boolean): void => {
  if (mode === 'rescue') return
  store.backups.noteTest(backupId, held)
  emit({ kind: 'changed' })
}

/**
 * Opens a backup as a restore would, compares all that is in it with what it says of itself and with
 * what this vault noted when it made it, and writes in the journal that it was tested. What is
 * unpacked for that lies encrypted in the vault's folder, and is removed whatever happens.
 *
 * @throws Failure as `readBackupFile` and `checkContent`. Where the fault is the backup's own, the
 * journal says that it failed.
 */
export const testBackup = async (
  session: Session,
  { file: token, passphrase, identity }: Parsed<'backups.test'>,
  ports: TaskPorts,
): Promise<Out<'backups.test'>> => {
  const { store, age, workers, files } = session
  const path = files.path(token)
  const scratch = makeScratch(vaultPaths(session.folder))
  const parts = createPartFiles()
  let begun: BackupManifest | null = null
  try {
    const { manifest, digest, key } = await readBackupFile(
      path,
      { passphrase, identity },
      {
        manifest: (read) => {
          begun = read
        },
        database: () => parts.open(scratch.database),
        blob: () => nowhere,
      },
      { worker: workers.age, own: [age.hybrid.identity, age.classic.identity], ports },
    )
    const secret = Secret.take(key)
    let check: ContentCheck
    try {
      check = await checkCopy(session, scratch.database, { key: secret, manifest }, ports)
    } finally {
      secret.wipe()
    }
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
    if (failed !== null && cause instanceof Failure && ofTheBackup.has(cause.code)) {
      note(session, failed.backupId, false)
    }
    throw cause
  } finally {
    parts.closeAll()
    scratch.remove()
  }
}
