import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import {
  createIdentityKeyPair,
  identityTextMax,
  openIdentity,
  sealedIdentityBytes,
  sealIdentity,
} from '../../src/crypto/v1/identity-seal.ts'
import type { IdentityKeyPair } from '../../src/crypto/v1/identity-seal.ts'
import { Failure } from '../../src/shared/failure.ts'

let keys: readonly IdentityKeyPair[] = []
beforeAll(async () => {
  await sodiumReady()
  keys = Array.from({ length: 5 }, createIdentityKeyPair)
})

const text = fc.uint8Array({ maxLength: identityTextMax })
const context = fc.uint8Array({ maxLength: 64 })
const publicKeys = (count: number) => keys.slice(0, count).map(({ publicKey }) => publicKey)
const failureOf = (action: () => unknown): string => {
  try {
    action()
    return 'opened'
  } catch (cause) {
    return cause instanceof Failure ? cause.code : 'untyped'
  }
}

test('each of one to four recipients opens it, no other key does, and its size never varies', () => {
  fc.assert(
    fc.property(text, context, fc.integer({ min: 1, max: 4 }), (plain, about, count) => {
      const sealed = sealIdentity(plain, publicKeys(count), about)
      expect(sealed.length).toBe(sealedIdentityBytes)
      expect(sealed.length).toBe(8848)
      for (const [index, { secretKey }] of keys.entries()) {
        if (index < count) expect(openIdentity(sealed, secretKey, about)).toEqual(plain)
        else expect(failureOf(() => openIdentity(sealed, secretKey, about))).toBe('not-for-us')
      }
    }),
    { numRuns: 40 },
  )
})

test('stanzas of discarded keys look like those of real ones: bit 255 is never set', () => {
  for (let round = 0; round < 25; round++) {
    const sealed = sealIdentity(new Uint8Array(0), publicKeys(round % 2), new Uint8Array(0))
    for (let stanza = 0; stanza < 4; stanza++) {
      // X-Wing puts the X25519 share last: byte 1119 of the 1120.
      expect((sealed[8 + stanza * 1168 + 1119] ?? 255) & 0x80).toBe(0)
    }
  }
})

test('a recipient may be in any of the four places', () => {
  const [own] = keys
  if (own === undefined) throw new Error('no keys')
  const others = keys.slice(1, 4).map(({ publicKey }) => publicKey)
  const places = new Set<number>()
  for (let round = 0; round < 80; round++) {
    const sealed = sealIdentity(new Uint8Array(1), [own.publicKey, ...others], new Uint8Array(0))
    // Spoiling its own stanza is what makes a blob unreadable for a recipient.
    for (let stanza = 0; stanza < 4; stanza++) {
      const spoiled = sealed.slice()
      spoiled.fill(0, 8 + stanza * 1168, 8 + (stanza + 1) * 1168)
      const failure = failureOf(() => openIdentity(spoiled, own.secretKey, new Uint8Array(0)))
      if (failure === 'not-for-us') places.add(stanza)
    }
  }
  expect(places).toEqual(new Set([0, 1, 2, 3]))
})

test('two seals of one identity have nothing in common but the eight bytes at the front', () => {
  const plain = new TextEncoder().encode('one name')
  const [a, b] = [0, 1].map(() => sealIdentity(plain, publicKeys(1), new Uint8Array(0)))
  const equal = a?.reduce((sum, byte, i) => sum + (byte === b?.[i] ? 1 : 0), 0) ?? 0
  expect(equal).toBeLessThan(8 + 100)
})

test('a changed byte anywhere, or another source, gives a typed refusal', () => {
  const plain = new TextEncoder().encode('one name')
  const about = new TextEncoder().encode('source-1')
  const sealed = sealIdentity(plain, publicKeys(1), about)
  const [own] = keys
  if (own === undefined) throw new Error('no keys')
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (offset, change) => {
      const changed = sealed.slice()
      changed[offset] = (changed[offset] ?? 0) ^ change
      expect(['not-for-us', 'malformed', 'unsupported']).toContain(
        failureOf(() => openIdentity(changed, own.secretKey, about)),
      )
    }),
    { numRuns: 300 },
  )
  const elsewhere = new TextEncoder().encode('source-2')
  expect(failureOf(() => openIdentity(sealed, own.secretKey, elsewhere))).toBe('not-for-us')
  for (const length of [0, 3, 8, 4680, 8847]) {
    const cut = sealed.subarray(0, length)
    expect(failureOf(() => openIdentity(cut, own.secretKey, about))).toBe('malformed')
  }
})

test('what cannot be sealed is refused', () => {
  const none = new Uint8Array(0)
  const [first] = publicKeys(1)
  if (first === undefined) throw new Error('no keys')
  const seal = (plain: Uint8Array, recipients: readonly Uint8Array[]) =>
    failureOf(() => sealIdentity(plain, recipients, none))
  expect(seal(new Uint8Array(identityTextMax + 1), [first])).toBe('too-big')
  expect(seal(new Uint8Array(1), [])).toBe('invalid')
  expect(seal(none, publicKeys(5))).toBe('invalid')
  expect(seal(none, [first, first.slice()])).toBe('invalid')
  expect(seal(none, [first.subarray(1)])).toBe('invalid')
  expect(seal(none, [new Uint8Array(1216).fill(255)])).toBe('invalid')
  expect(seal(none, [])).toBe('opened')
  const secret = Secret.random()
  expect(failureOf(() => openIdentity(sealIdentity(none, [], none), secret, none))).toBe(
    'not-for-us',
  )
})
