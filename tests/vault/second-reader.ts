import { createHash, createPublicKey, verify } from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'

// Written from docs/FORMAT-RECORDS.md alone: nothing of src is used here.

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

const canonical = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const object = value as { readonly [key: string]: Json }
  return `{${Object.keys(object)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(object[key] ?? null)}`)
    .join(',')}}`
}

/** Ed25519 by OpenSSL. The twelve bytes before the key are the DER of RFC 8410. */
export const holdsElsewhere = ({
  key,
  signature,
  statement,
}: {
  readonly key: string
  readonly signature: string
  readonly statement: unknown
}): boolean => {
  const der = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(key, 'hex'),
  ])
  const digest = createHash('blake2b512')
    .update(canonical(statement as Json))
    .digest()
  return verify(
    null,
    Buffer.concat([Buffer.from('understory/cosign/v1\0'), digest]),
    createPublicKey({ key: der, format: 'der', type: 'spki' }),
    Buffer.from(signature, 'hex'),
  )
}

/** The words on the paper slip of a second reader, in one language. */
export const readerWords = (key: string, list: readonly string[]): string[] => {
  const digest = blake2b(
    Buffer.concat([Buffer.from('understory/reviewer-key/v1\0'), Buffer.from(key, 'hex')]),
    { dkLen: 32 },
  )
  const bits = BigInt(`0x${Buffer.from(digest).toString('hex')}`) >> (256n - 132n)
  return Array.from({ length: 12 }, (_, i) =>
    (list[Number((bits >> BigInt(11 * (11 - i))) & 2047n)] ?? '').normalize('NFC'),
  )
}
