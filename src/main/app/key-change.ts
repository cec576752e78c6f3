import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Out } from '../../shared/contract.ts'

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )

/**
 * Bytes of a vault's journal and database, from which the progress of a new vault key follows; 0 if a
 * file can't be read. The engine copies every page to its journal before it encrypts the page again,
 * and empties it at the end. Other writes fill it too, for a moment. The vault process cannot report
 * the progress itself, because one call of the engine blocks it.
 */
export const keyChangeState = async (folder: string): Promise<Out<'app.keyChange'>> => {
  // Its name is part of the format (FORMAT.md, section 1).
  const database = join(folder, 'notes.db')
  return { done: await sizeOf(`${database}-journal`), total: await sizeOf(database) }
}
