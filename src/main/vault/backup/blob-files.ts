import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../../shared/failure.ts'
import type { VaultPaths } from '../files/paths.ts'

const blobName = /^[0-9a-f]{32}$/

/** The attachments in a vault's folder, by name; each lies encrypted under a key of its own. */
export const listBlobs = ({ blobs }: VaultPaths): readonly string[] => {
  try {
    return readdirSync(blobs)
      .filter((name) => blobName.test(name))
      .sort()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw new Failure('storage')
  }
}

export const blobPath = ({ blobs }: VaultPaths, name: string): string => join(blobs, name)
