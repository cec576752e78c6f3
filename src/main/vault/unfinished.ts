import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Failure } from '../../shared/failure.ts'
import { syncFolder } from './files/durable-write.ts'
import { fileMode } from './files/paths.ts'
import type { VaultPaths } from './files/paths.ts'

/*
 * A new vault's folder carries a file `unfinished` from before its first other file until after its
 * header is there whole. With it and without a header, what lies in the folder is the start of a
 * vault that never was, and may be cleared. Without it, nothing in the folder is ours to remove: it
 * may be a vault whose header somebody still has elsewhere.
 */
const marker = ({ folder }: VaultPaths): string => join(folder, 'unfinished')

/** Is there a vault: at least one copy of a header? */
export const hasVault = (paths: VaultPaths): boolean =>
  existsSync(paths.header) || existsSync(paths.headerBackup)

/** Removes what a killed creation left. @throws Failure 'exists' when anything else lies there. */
const clear = (paths: VaultPaths): void => {
  const names = readdirSync(paths.folder)
  if (names.length === 0) return
  const ours = new Set(
    [paths.database, paths.anchor, paths.lock, paths.blobs, marker(paths)].map((path) =>
      basename(path),
    ),
  )
  for (const name of [...ours]) ours.add(`${name}-journal`)
  ours.add(`${basename(paths.header)}.new`)
  if (hasVault(paths) || !existsSync(marker(paths)) || !names.every((name) => ours.has(name))) {
    throw new Failure('exists')
  }
  // The marker goes last: killed in between, the rest can still be told.
  for (const name of names) {
    if (name !== basename(marker(paths))) rmSync(join(paths.folder, name), { recursive: true })
  }
}

/**
 * Marks an empty folder, or one whose creation was never finished.
 *
 * @throws Failure 'exists', 'storage'.
 */
export const beginVault = (paths: VaultPaths): void => {
  try {
    clear(paths)
    const file = openSync(marker(paths), 'w', fileMode)
    fsyncSync(file)
    closeSync(file)
    syncFolder(paths.folder)
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('storage')
  }
}

/** The header is in place: there is a vault. Also called at unlock, for a kill just before this. */
export const finishVault = (paths: VaultPaths): void => {
  if (!existsSync(marker(paths))) return
  rmSync(marker(paths))
  syncFolder(paths.folder)
}
