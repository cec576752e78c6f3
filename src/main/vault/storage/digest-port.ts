import { journalHash, plainDigest, randomSalt, recordDigest } from '../../../crypto/digest.ts'
import type { DigestPort } from '../../store/context.ts'

/** The digests for the store, which has no cryptography of its own. */
export const digestPort: DigestPort = {
  salt: randomSalt,
  record: recordDigest,
  chain: journalHash,
  plain: plainDigest,
}
