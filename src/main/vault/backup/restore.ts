import { closeSync, fsyncSync, openSync } from 'node:fs'
import { deriveKey } from '../../../crypto/keys.ts'
import { Secret } from '../../../crypto/secret.ts'
import { Failure } from '../../../shared/failure.ts'
import type { BackupManifest } from '../../exchange/backup-manifest.ts'
import { rekeyDb } from '../../store/db.ts'
import { createAnchorFile, asVaultDatabase, openUnanchored } from '../storage/vault-database.ts'
import type { AnchorFile, VaultLocation, VaultDatabase } from '../storage/vault-database.ts'
import { syncFolder } from '../files/durable-write.ts'
import type { VaultPaths } from '../files/paths.ts'
import { createPace } from '../../exchange/pace.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { countBroken } from '../attachments/blob-check.ts'
import { blobPath } from './blob-files.ts'
import { checkContent } from './check-content.ts'
import { readBackupFile } from './open-backup.ts'
import type { BackupSecrets } from './open-backup.ts'
import { createPartFiles } from './part-file.ts'

export type RestoreSource = BackupSecrets & {
  /** Path of the backup. */
  readonly file: string
  /** The age worker. */
  readonly worker: string
  readonly ports: TaskPorts
  /**
   * Called with the number of attached files that do not open: they were damaged before the backup.
   */
  readonly broken: (count: number) => void
}

const databaseKey = (vaultKey: Secret): Buffer => {
  const key = deriveKey(vaultKey, 'database')
  try {
    return Buffer.from(key.bytes)
  } finally {
    key.wipe()
  }
}

const syncAll = (paths: VaultPaths): void => {
  try {
    const descriptor = openSync(paths.database, 'r+')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    syncFolder(paths.blobs)
    syncFolder(paths.folder)
  } catch {
    throw new Failure('storage')
  }
}

/** Unpacks a backup into a folder that is not a vault yet, under this vault's own key. */
const unpack = async (
  { paths, vaultKey, nativeBinding }: VaultLocation,
  { file, passphrase, identity, worker, ports }: RestoreSource,
): Promise<BackupManifest> => {
  const parts = createPartFiles()
  try {
    const { manifest, key } = await readBackupFile(
      file,
      { passphrase, identity },
      {
        manifest: () => undefined,
        database: () => parts.open(paths.database),
        blob: ({ name }) => parts.open(blobPath(paths, name)),
      },
      { worker, own: [], ports },
    )
    const secret = Secret.take(key)
    try {
      rekeyDb(paths.database, databaseKey(vaultKey), {
        databaseKey: Buffer.from(secret.bytes),
        ...(nativeBinding === undefined ? {} : { nativeBinding }),
      })
    } finally {
      secret.wipe()
    }
    return manifest
  } finally {
    parts.closeAll()
  }
}

/**
 * Restores the database, attachments and anchor of a vault from a backup: the same records, journal
 * and author key under a new vault key. Everything is checked before the first write. The caller
 * writes the header; without it there is no vault. Attached files that do not open are counted and
 * restored too: the backup equals its vault.
 *
 * @throws Failure as `readBackupFile` and `checkContent`; 'damaged' if the content does not match
 *   the manifest; nothing is left open.
 */
export const restoreBackup = async (
  place: VaultLocation,
  source: RestoreSource,
): Promise<VaultDatabase> => {
  const { paths, vaultKey } = place
  const manifest = await unpack(place, source)
  let anchor: AnchorFile | null = null
  const store = openUnanchored(place, (tail) => {
    if (anchor === null) anchor = createAnchorFile(paths, vaultKey, tail)
    else anchor.write(tail)
  })
  try {
    const { signal, progress } = source.ports
    const { held } = await checkContent(store, manifest, 0, source.ports)
    if (!held) throw new Failure('damaged')
    // A file that was damaged before the backup must not prevent restoring everything else.
    const pace = createPace(signal, progress)
    source.broken(await countBroken(store.blobs, paths.blobs, store.blobs.ids(), () => pace(0, 0)))
    if (source.ports.signal.aborted) throw new Failure('cancelled')
    store.backups.noteRestored()
    syncAll(paths)
    return asVaultDatabase(store, anchor, null, vaultKey)
  } catch (cause) {
    store.close()
    ;(anchor as AnchorFile | null)?.close()
    throw cause
  }
}
