import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../../shared/failure.ts'
import type { Store } from '../../store/store.ts'
import type { VaultPaths } from '../files/paths.ts'

export const blobPath = ({ blobs }: VaultPaths, name: string): string => join(blobs, name)

/**
 * The attached files that the database has a key for, by name: each is in the vault's folder,
 * encrypted with that key. Other files there are not listed (any more, or yet) and are left out.
 *
 * @throws Failure 'damaged' when one is missing, 'storage'.
 */
export const attachedBlobs = (
  { blobs }: Pick<Store, 'blobs'>,
  paths: VaultPaths,
): readonly string[] => {
  const names = blobs.ids()
  for (const name of names) {
    let isFile: boolean
    try {
      isFile = lstatSync(blobPath(paths, name), { throwIfNoEntry: false })?.isFile() ?? false
    } catch (cause) {
      throw new Failure('storage', { cause })
    }
    if (!isFile) throw new Failure('damaged')
  }
  return names
}
