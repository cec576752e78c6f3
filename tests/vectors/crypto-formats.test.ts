import {
  createPrivateKey,
  createPublicKey,
  sign as nodeSign,
  verify as nodeVerify,
} from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { concat, isZero, readCounter, utf8, writeCounter } from '../../src/crypto/bytes.ts'
import { cardKeysDigest, fingerprint, reviewerKeyDigest } from '../../src/crypto/fingerprint.ts'
import {
  journalHash,
  plainDigest,
  PlainDigester,
  randomSalt,
  recordDigest,
  runningDigest,
} from '../../src/crypto/digest.ts'
import { mixKeyFile, sameKdf } from '../../src/crypto/kdf.ts'
import { deriveKey } from '../../src/crypto/keys.ts'
import { formatRecoveryCode, parseRecoveryCode } from '../../src/crypto/recovery-code.ts'
import { Secret } from '../../src/crypto/secret.ts'
import {
  createSigningKeyPair,
  sign,
  signingKeyPairFromSeed,
  verify,
} from '../../src/crypto/sign.ts'
import type { SignatureDomain } from '../../src/crypto/sign.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'

beforeAll(sodiumReady)

// Every name below is part of a format, and another implementation has to arrive at the same bytes.
const text = (words: string): Uint8Array => new TextEncoder().encode(words)
const joined = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? text(part) : part))))
const b32 = (message: Uint8Array, key?: Uint8Array): Uint8Array =>
  blake2b(message, key === undefined ? { dkLen: 32 } : { dkLen: 32, key })
const u32 = (value: number): Uint8Array => new Uint8Array(Uint32Array.of(value).buffer)
const some = (length: number, fill: number): Uint8Array => new Uint8Array(length).fill(fill)

describe('digests are what the formats say', () => {
  test('of records, the journal and plain bytes', () => {
    const [salt, message] = [some(32, 7), text('canonical')]
    expect(recordDigest(salt, message)).toEqual(b32(message, salt))
    expect(journalHash(some(32, 1), message)).toEqual(
      b32(joined('understory/journal/v1\0', some(32, 1), message)),
    )
    expect(plainDigest(message)).toEqual(b32(message))
    expect(randomSalt()).toHaveLength(32)
    expect(randomSalt()).not.toEqual(randomSalt())
  })

  test('of bytes that come piece by piece', () => {
    const whole = joined('one', 'and', 'two')
    const digester = new PlainDigester()
    const running = runningDigest()
    for (const piece of ['one', 'and', 'two']) {
      digester.update(text(piece))
      running.update(text(piece))
    }
    expect(digester.digest()).toEqual(b32(whole))
    expect(running.end()).toEqual(b32(whole))
  })

  test('of the keys that people compare', () => {
    const signing = some(32, 1)
    const identity = some(1216, 2)
    const card = (last: Uint8Array): Uint8Array =>
      b32(
        joined(
          'understory/card-keys/v1\0',
          ...[signing, text('age1xyz'), last].flatMap((key) => [u32(key.length), key]),
        ),
      )
    expect(cardKeysDigest({ signing, recipient: 'age1xyz', identity })).toEqual(card(identity))
    expect(cardKeysDigest({ signing, recipient: 'age1xyz', identity: null })).toEqual(
      card(new Uint8Array()),
    )
    expect(reviewerKeyDigest(signing)).toEqual(b32(joined('understory/reviewer-key/v1\0', signing)))
    const hex = Buffer.from(
      b32(joined('understory/fingerprint/v1\0', u32(32), signing, u32(1216), identity)),
    ).toString('hex')
    expect(fingerprint(signing, identity).replaceAll(' ', '')).toBe(hex.slice(0, 32))
    expect(fingerprint(signing, identity).split(' ')).toHaveLength(8)
  })

  test('of a key file, mixed into a root', () => {
    const root = some(32, 9)
    const file = text('any file')
    expect(mixKeyFile(Secret.take(root.slice()), file).bytes).toEqual(
      b32(joined('kf', blake2b(file, { dkLen: 64 })), root),
    )
  })
})

test('every key of a vault is the one that the format names', () => {
  const vaultKey = Secret.take(some(32, 3))
  const named = { database: 'dbkey___', headerMac: 'hdrmac__', anchor: 'anchor__' } as const
  for (const [at, [purpose, context]] of Object.entries({
    ...named,
    slotDirectory: 'slotdir_',
  }).entries()) {
    // crypto_kdf of libsodium: BLAKE2b with the id as its salt and the context as its personalization.
    const salt = joined(Uint8Array.of(at + 1), some(15, 0))
    const personalization = joined(context, some(8, 0))
    const expected = blake2b(new Uint8Array(), {
      dkLen: 32,
      key: vaultKey.bytes,
      salt,
      personalization,
    })
    expect(deriveKey(vaultKey, purpose as keyof typeof named).bytes).toEqual(expected)
  }
})

describe('a signature', () => {
  const domains: readonly SignatureDomain[] = [
    'revision',
    'bundle',
    'contact',
    'cosign',
    'custody',
    'notice',
    'backup',
    'escrow',
  ]
  const pkcs8 = (seed: Uint8Array): Buffer =>
    Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const signed = (domain: string, message: Uint8Array): Uint8Array =>
    joined(`understory/${domain}/v1\0`, blake2b(message, { dkLen: 64 }))

  test.each(domains)(
    'for %s is Ed25519 over its name and a digest, in both directions',
    (domain) => {
      const seed = some(32, 5)
      const { publicKey, secretKey } = signingKeyPairFromSeed(Secret.take(seed.slice()))
      const key = createPrivateKey({ key: pkcs8(seed), format: 'der', type: 'pkcs8' })
      const message = text('a message')
      const signature = sign(domain, message, secretKey)
      expect(signature).toEqual(new Uint8Array(nodeSign(null, signed(domain, message), key)))
      expect(nodeVerify(null, signed(domain, message), createPublicKey(key), signature)).toBe(true)
      expect(verify(domain, message, signature, publicKey)).toBe(true)
    },
  )

  test('is never longer or shorter than 64 bytes, whatever the key', () => {
    const { publicKey, secretKey } = createSigningKeyPair()
    const signature = sign('bundle', text('x'), secretKey)
    expect(signature).toHaveLength(64)
    expect(verify('bundle', text('x'), joined(signature, Uint8Array.of(0)), publicKey)).toBe(false)
    expect(verify('bundle', text('x'), signature, joined(publicKey, Uint8Array.of(0)))).toBe(false)
  })
})

describe('a recovery code', () => {
  // Crockford's base32, by arithmetic on one number instead of by shifting bits.
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const base32 = (bytes: Uint8Array, symbols: number): string => {
    let value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
    const spare = BigInt(bytes.length * 8 - symbols * 5)
    value >>= spare
    let words = ''
    for (let n = 0; n < symbols; n++) {
      words = alphabet.charAt(Number(value % 32n)) + words
      value /= 32n
    }
    return words
  }

  test.each([0, 1, 31, 128, 255])(
    'of bytes %i has the symbols and the checksum of the format',
    (fill) => {
      const code = Uint8Array.from({ length: 20 }, (_, i) => (fill + i * i) & 255)
      const check = b32(joined('understory/recovery/v1\0', code))
      const symbols = base32(code, 32) + base32(check, 4 + 0).slice(0, 4)
      const printed = formatRecoveryCode(Secret.take(code.slice()))
      expect(printed).toBe(symbols.match(/.{4}/g)?.join('-'))
      expect(parseRecoveryCode(symbols).bytes).toEqual(code)
    },
  )
})

describe('bytes', () => {
  test('of a text are UTF-8, and joined ones are in their order', () => {
    expect(utf8('a시')).toEqual(Uint8Array.of(0x61, 0xec, 0x8b, 0x9c))
    expect(concat(Uint8Array.of(1, 2), new Uint8Array(), Uint8Array.of(3))).toEqual(
      Uint8Array.of(1, 2, 3),
    )
  })

  test('of a counter are little-endian, and none is read that a number cannot hold', () => {
    const bytes = some(16, 0xff)
    writeCounter(bytes, 4, 0x0102)
    expect([...bytes.subarray(4, 12)]).toEqual([2, 1, 0, 0, 0, 0, 0, 0])
    expect(readCounter(bytes, 4)).toBe(0x0102)
    writeCounter(bytes, 4, Number.MAX_SAFE_INTEGER)
    expect(readCounter(bytes, 4)).toBe(Number.MAX_SAFE_INTEGER)
    bytes.set([0, 0, 0, 0, 0, 0, 0x20, 0], 4)
    expect(readCounter(bytes, 4)).toBeNull()
  })

  test('are zero only when all of them are', () => {
    expect(isZero(some(9, 0))).toBe(true)
    expect(isZero(Uint8Array.of(0, 0, 1))).toBe(false)
  })
})

test('parameters are the same only when all of them are', () => {
  const kdf = { passes: 3, memoryKiB: 65_536, salt: some(16, 1) }
  expect(sameKdf(kdf, { ...kdf, salt: some(16, 1) })).toBe(true)
  const others = [
    { ...kdf, passes: 4 },
    { ...kdf, memoryKiB: 65_537 },
    { ...kdf, salt: some(16, 2) },
    { ...kdf, salt: some(17, 1) },
    { ...kdf, salt: some(15, 1) },
    null,
  ]
  for (const other of others) {
    expect(sameKdf(kdf, other)).toBe(false)
    expect(sameKdf(other, kdf)).toBe(false)
  }
  expect(sameKdf(null, null)).toBe(false)
})
