import { argon2id } from '@noble/hashes/argon2.js'
import { blake2b } from '@noble/hashes/blake2.js'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { argon2idRoot, kdfBounds } from '../../src/crypto/kdf.ts'
import { deriveKey } from '../../src/crypto/keys.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodium, sodiumReady } from '../../src/crypto/sodium.ts'
import { several } from '../in-full.ts'

beforeAll(sodiumReady)

// libsodium has neither lanes nor secret nor associated data, so the RFC's vector checks the other
// implementation, and that one checks libsodium.
test('RFC 9106, Argon2id test vector, in the reference implementation', () => {
  const tag = argon2id(new Uint8Array(32).fill(1), new Uint8Array(16).fill(2), {
    t: 3,
    m: 32,
    p: 4,
    key: new Uint8Array(8).fill(3),
    personalization: new Uint8Array(12).fill(4),
    dkLen: 32,
  })
  expect(Buffer.from(tag).toString('hex')).toBe(
    '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659',
  )
})

test('libsodium and the reference agree on random passwords, salts and small costs', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 100 }),
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 8, max: 256 }),
      (password, salt, t, m) => {
        const ours = sodium.crypto_pwhash(
          32,
          password,
          salt,
          t,
          m * 1024,
          sodium.crypto_pwhash_ALG_ARGON2ID13,
        )
        expect(ours).toEqual(argon2id(password, salt, { t, m, p: 1, dkLen: 32 }))
      },
    ),
    { numRuns: several(30, 1_000) },
  )
})

test('a root with the lowest allowed parameters matches the reference', () => {
  const password = new TextEncoder().encode('북송 repatriation 遣返')
  const salt = Uint8Array.from({ length: 16 }, (_, i) => i)
  const { passes: t, memoryKiB: m } = kdfBounds.floor
  expect(argon2idRoot(password, { ...kdfBounds.floor, salt }).bytes).toEqual(
    argon2id(password, salt, { t, m, p: 1, dkLen: 32 }),
  )
})

test('subkeys are BLAKE2b with the id as salt and the context as personalisation', () => {
  const key = Uint8Array.from({ length: 32 }, (_, i) => 255 - i)
  const salt = new Uint8Array(16)
  salt[0] = 3
  const personalization = new Uint8Array(16)
  personalization.set(new TextEncoder().encode('anchor__'))
  expect(deriveKey(Secret.take(key.slice()), 'anchor').bytes).toEqual(
    blake2b(new Uint8Array(0), { key, salt, personalization, dkLen: 32 }),
  )
})
