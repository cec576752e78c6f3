import { createHash } from 'node:crypto'
import { Failure } from '../../../shared/failure.ts'
import { StateDigest } from '../../../shared/ids.ts'

/**
 * A digest of the parts that a reply was computed from. The same code must build the parts each
 * time, since the order of keys matters. Each part is hashed separately, so that a long list never
 * becomes one string.
 *
 * @param parts JSON values.
 */
export const stateDigest = (parts: Iterable<unknown>): StateDigest => {
  const digest = createStateDigest()
  for (const part of parts) digest.add(part)
  return digest.end()
}

/** `stateDigest`, part by part, for a list that is long enough to give way in between. */
export const createStateDigest = () => {
  const hash = createHash('sha256')
  return {
    add: (part: unknown): void => void hash.update(`${JSON.stringify(part)}\n`),
    end: (): StateDigest => StateDigest.parse(hash.digest('hex')),
  }
}

/**
 * Compares the state that the user decided on with the current one.
 *
 * @throws Failure 'conflict' when they differ.
 */
export const assertCurrent = (decidedOn: StateDigest, now: StateDigest): void => {
  if (decidedOn !== now) throw new Failure('conflict')
}
