import { createHash } from 'node:crypto'
import type { KdfParams } from '../../src/crypto/kdf.ts'

/** A root in a microsecond where Argon2id takes a second; like it, another salt is another root. */
export const fastRootBytes = (
  credential: string | Uint8Array,
  { passes, memoryKiB, salt }: KdfParams,
): Uint8Array =>
  new Uint8Array(
    createHash('sha256')
      .update(credential)
      .update(`\0${passes}\0${memoryKiB}\0`)
      .update(salt)
      .digest(),
  )
