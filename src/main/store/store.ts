import { Failure } from '../../shared/failure.ts'
import type { CreateOptions, OpenOptions, Store } from './types.ts'

/**
 * Opens the database of an existing vault, after bringing its schema up to date.
 *
 * @throws Failure `damaged` for a wrong key or unreadable pages, `newer` for a later schema (left
 * untouched), `storage` when the file cannot be opened. The key is wiped in every case.
 */
export const openStore = (options: OpenOptions): Store => {
  options.databaseKey.fill(0)
  throw new Failure('internal')
}

/**
 * Makes the database of a new vault (mode 0600) with its first journal line.
 *
 * @throws Failure `exists` when the file is there already, `storage` when the disk refuses.
 */
export const createStore = (options: CreateOptions): Store => {
  options.databaseKey.fill(0)
  throw new Failure('internal')
}
