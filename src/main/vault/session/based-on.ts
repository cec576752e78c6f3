import { createHash } from 'node:crypto'
import { Failure } from '../../../shared/failure.ts'
import { StateDigest } from '../../../shared/ids.ts'

/**
 * Names what an answer was computed from, part by part. The same code must build the parts each time:
 * the order of keys counts. A part is hashed by itself, so that a long list is never one text.
 *
 * @param parts JSON values.
 */
export const stateDigest = (parts: Iterable<unknown>): StateDigest => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${JSON.stringify(part)}\n`)
  return StateDigest.parse(hash.digest('hex'))
}

/**
 * Compares the answer that a person decided on with the one that the vault would give now.
 *
 * @throws Failure 'conflict' when they differ.
 */
export const assertCurrent = (decidedOn: StateDigest, now: StateDigest): void => {
  if (decidedOn !== now) throw new Failure('conflict')
}
