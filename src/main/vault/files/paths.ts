import { join } from 'node:path'

/** Paths of the parts of a vault. Every file is 0600, every folder 0700. */
export type VaultPaths = Readonly<{
  folder: string
  header: string
  headerBackup: string
  database: string
  anchor: string
  lock: string
  blobs: string
  quarantine: string
  /** Encrypted temporary files: of a backup, and a dropped file; missing at other times. */
  scratch: string
}>

/** The names inside a vault folder: part of the format (FORMAT.md section 1). */
export const vaultPaths = (folder: string): VaultPaths => {
  return {
    folder,
    header: join(folder, 'header'),
    headerBackup: join(folder, 'header.bak'),
    database: join(folder, 'notes.db'),
    anchor: join(folder, 'anchor'),
    lock: join(folder, 'lock'),
    blobs: join(folder, 'blobs'),
    quarantine: join(folder, 'quarantine'),
    scratch: join(folder, 'scratch'),
  }
}

export const fileMode = 0o600
export const folderMode = 0o700
