import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
} from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import type { Card } from '../../../shared/contacts.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Day } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import { cardBytes, readCard } from '../../exchange/card.ts'
import { dateFile } from '../../exchange/write-export.ts'
import { replaceFile } from '../files/durable-write.ts'

// Without O_NONBLOCK, opening a named pipe would block until it has a writer.
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Reads the card in a received file.
 *
 * @throws Failure as `readCard`; 'malformed' for anything but a plain file, 'storage'.
 */
export const readCardFile = (path: string): Card => {
  const bytes = new Uint8Array(limits.cardBytes + 1)
  let length = 0
  try {
    const descriptor = openSync(path, readOnly)
    try {
      if (!fstatSync(descriptor).isFile()) throw new Failure('malformed')
      for (;;) {
        const count = readSync(descriptor, bytes, length, bytes.length - length, length)
        if (count === 0) break
        length += count
      }
    } finally {
      closeSync(descriptor)
    }
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('storage', { cause })
  }
  return readCard(bytes.subarray(0, length))
}

const liesIn = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`)
}

/** Is something there that is not a contact card? */
const holdsOther = (path: string): boolean => {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return false
  try {
    readCardFile(path)
    return false
  } catch {
    return true
  }
}

/**
 * Writes a card to the path that the user chose, dated midnight UTC of `day`. It replaces another
 * card, and no other file: it could be a key file.
 *
 * @param vault a folder in which nothing may be replaced.
 * @throws Failure 'invalid' for a place in the vault's own folder or of another file, 'storage'.
 */
export const writeCardFile = (path: string, card: Card, day: Day, vault: string): void => {
  let place: string
  let folder: string
  try {
    place = join(realpathSync(dirname(path)), basename(path))
    folder = realpathSync(vault)
  } catch (cause) {
    throw new Failure('storage', { cause })
  }
  // On case-insensitive file systems, another spelling is the same folder.
  if (liesIn(folder.toLowerCase(), place.toLowerCase()) || holdsOther(place)) {
    throw new Failure('invalid', { fields: ['file'] })
  }
  replaceFile(place, cardBytes(card))
  try {
    dateFile(place, day)
  } catch (cause) {
    throw new Failure('storage', { cause })
  }
}
