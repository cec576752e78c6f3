import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { Failure } from '../../../shared/failure.ts'
import type { PartTarget } from '../../exchange/backup-read.ts'
import { fileMode } from '../files/paths.ts'

const attempt = <T>(act: () => T): T => {
  try {
    return act()
  } catch (cause) {
    throw new Failure('storage', { cause })
  }
}

/** Files that parts of a backup are written to. Call `closeAll` when stopping early. */
export type PartFiles = {
  /**
   * Creates a file of mode 0600, synced to disk when the part is closed. @throws Failure 'storage'.
   */
  readonly open: (path: string) => PartTarget
  readonly closeAll: () => void
}

export const createPartFiles = (): PartFiles => {
  const open = new Set<number>()
  const close = (descriptor: number): void => {
    if (open.delete(descriptor)) closeSync(descriptor)
  }
  return {
    open: (path) => {
      const descriptor = attempt(() => openSync(path, 'wx', fileMode))
      open.add(descriptor)
      return {
        write: (bytes) => {
          for (let at = 0; at < bytes.length;) {
            at += attempt(() => writeSync(descriptor, bytes, at))
          }
        },
        close: () => {
          attempt(() => fsyncSync(descriptor))
          close(descriptor)
        },
      }
    },
    closeAll: () => {
      for (const descriptor of open) close(descriptor)
    },
  }
}

/** Discards the part, when a backup is only checked. */
export const nowhere: PartTarget = { write: () => undefined, close: () => undefined }
