import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Secret } from '../crypto/secret.ts'
import { sodiumReady } from '../crypto/sodium.ts'
import { blobPath } from '../main/vault/backup/blob-files.ts'
import { readBackupFile } from '../main/vault/backup/open-backup.ts'
import { createPartFiles } from '../main/vault/backup/part-file.ts'
import { folderMode, vaultPaths } from '../main/vault/files/paths.ts'
import { digestPort } from '../main/vault/storage/digest-port.ts'
import { openStore } from '../main/store/store.ts'
import type { ReadDatabase } from './open-copy.ts'
import { Failure } from '../shared/failure.ts'

const ageWorker = fileURLToPath(new URL('../main/workers/age-worker.ts', import.meta.url))

type PrivateFolder = { readonly path: string; readonly remove: () => void }

/**
 * Decrypts a backup into a folder of our own (0700, in the system's temporary folder), where its
 * database and its attachments stay encrypted as they were in the vault, and opens that. The caller
 * closes it and removes the folder.
 *
 * @param folder an empty one, {@link privateFolder}.
 * @throws Failure as `readBackupFile`; 'damaged'; 'storage'.
 */
export const unpackBackup = async (
  file: string,
  secrets: { readonly passphrase: string | null; readonly identity: string | null },
  folder: string,
): Promise<ReadDatabase> => {
  await sodiumReady()
  const paths = vaultPaths(folder)
  const parts = createPartFiles()
  try {
    mkdirSync(paths.blobs, { mode: folderMode })
    const { key } = await readBackupFile(
      file,
      secrets,
      {
        manifest: () => undefined,
        database: () => parts.open(paths.database),
        blob: ({ name }) => parts.open(blobPath(paths, name)),
      },
      {
        worker: ageWorker,
        own: [],
        ports: { signal: new AbortController().signal, progress: () => undefined },
      },
    )
    const secret = Secret.take(key)
    try {
      // Not read-only: an older one has its schema brought up to date first. It is our copy.
      const store = openStore({
        file: paths.database,
        databaseKey: Buffer.from(secret.bytes),
        digest: digestPort,
        now: Date.now,
        actor: () => '',
        onCommit: () => undefined,
      })
      store.freeze()
      return { store, rescue: null, close: () => store.close() }
    } finally {
      secret.wipe()
    }
  } finally {
    parts.closeAll()
  }
}

/** @throws Failure 'storage'. */
export const privateFolder = (): PrivateFolder => {
  try {
    const path = mkdtempSync(join(tmpdir(), 'understory-rescue-'))
    return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
  } catch {
    throw new Failure('storage')
  }
}
