import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { magic } from '../../../crypto/v2/header-magic.ts'
import type { VaultPaths } from './paths.ts'

// The main process asks this too, for the first screen: nothing here loads a library.

/*
 * The folder of a vault that is being destroyed contains a file `destroying` from before the first
 * byte of its header is overwritten until everything else is deleted. If a header copy is still
 * intact at its start, the marker is ignored. With the marker and without such a header there is no
 * vault, and the rest is deleted at the next start.
 */
export const destroyMarker = ({ folder }: VaultPaths): string => join(folder, 'destroying')

const beginsAsHeader = (path: string): boolean => {
  try {
    const descriptor = openSync(path, 'r')
    try {
      const bytes = new Uint8Array(magic.length)
      readSync(descriptor, bytes, 0, bytes.length, 0)
      return magic.every((byte, i) => bytes[i] === byte)
    } finally {
      closeSync(descriptor)
    }
  } catch (cause) {
    // An unreadable file may be a header: nothing is deleted in doubt.
    return !(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
  }
}

/** Whether this vault was destroyed and some of its files remain. */
export const isDestroyed = (paths: VaultPaths): boolean =>
  existsSync(destroyMarker(paths)) &&
  ![paths.header, paths.headerBackup].some((path) => beginsAsHeader(path))

/**
 * Whether the folder has a vault: at least one copy of a header, and not the remains of a destroyed
 * vault.
 */
export const hasVault = (paths: VaultPaths): boolean =>
  (existsSync(paths.header) || existsSync(paths.headerBackup)) && !isDestroyed(paths)
