import { utf8 } from '../../../crypto/bytes.ts'
import { fingerprint } from '../../../crypto/fingerprint.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { sign, signingKeyPairFromSeed, verify } from '../../../crypto/sign.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import type { Cosignature, Cosigned, CosignStatement } from '../../../shared/cosign.ts'
import { AuthorKey } from '../../../shared/ids.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const fromHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))

const signedBytes = (statement: CosignStatement): Uint8Array => utf8(canonicalJson(statement))

/**
 * Ed25519 over the statement (docs/FORMAT-RECORDS.md, "Second readers"). Wipes the key pair derived
 * from the seed; the caller wipes the seed.
 */
export const cosign = (statement: CosignStatement, seed: Secret): Cosignature => {
  const { publicKey, secretKey } = signingKeyPairFromSeed(seed)
  try {
    return {
      key: AuthorKey.parse(hex(publicKey)),
      signature: hex(sign('cosign', signedBytes(statement), secretKey)),
      statement,
    }
  } finally {
    secretKey.wipe()
  }
}

/** Whether the owner of this key signed this statement. Needs only the co-signature itself. */
export const verifyCosignature = ({ key, signature, statement }: Cosignature): boolean =>
  verify('cosign', signedBytes(statement), fromHex(signature), fromHex(key))

/** @param wanted the digest that the statement must contain; null: none is known here. */
export const cosignedOf = (cosignature: Cosignature, wanted: string | null): Cosigned => {
  const { key, statement } = cosignature
  return {
    day: statement.day,
    name: statement.by,
    fingerprint: fingerprint(fromHex(key)),
    holds:
      verifyCosignature(cosignature) &&
      (wanted === null || statement.files.some(({ digest }) => digest === wanted)),
  }
}

/**
 * The signers of the files that left the vault under this id, newest first.
 *
 * @param wanted the digest that the statement must contain; null: none is known here.
 */
export const cosignedIn = (
  cosignatures: readonly Cosignature[],
  what: CosignStatement['what'],
  subject: string,
  wanted: string | null,
): Cosigned[] =>
  cosignatures
    .filter(({ statement }) => statement.what === what && statement.subject === subject)
    .map((cosignature) => cosignedOf(cosignature, wanted))
