import { realpathSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { Failure } from '../shared/failure.ts'

const lies = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`))
}

/**
 * Where `--out` would really write, links resolved.
 *
 * @throws Failure 'invalid' for a place inside the vault, 'storage' for a folder that is not there.
 */
export const checkedOut = (out: string, vault: string): string => {
  let path: string
  let folder: string
  try {
    path = join(realpathSync(dirname(out)), basename(out))
    folder = realpathSync(vault)
  } catch {
    throw new Failure('storage')
  }
  // On systems whose file names know no case, another spelling is the same folder.
  const fold = (text: string): string => text.toLowerCase()
  if (lies(folder, path) || lies(fold(folder), fold(path))) throw new Failure('invalid')
  return path
}
