import { beforeAll, expect, test } from 'vitest'
import { Secret } from './secret.ts'
import { createSigningKeyPair, sign, signingKeyPairFromSeed, verify } from './sign.ts'
import { sodiumReady } from './sodium.ts'

beforeAll(sodiumReady)

const message = new TextEncoder().encode('a revision')

test('a signature verifies for its message, key and domain, and for no other', () => {
  const { publicKey, secretKey } = createSigningKeyPair()
  const signature = sign('revision', message, secretKey)
  expect(verify('revision', message, signature, publicKey)).toBe(true)
  expect(verify('bundle', message, signature, publicKey)).toBe(false)
  expect(verify('revision', message.slice(1), signature, publicKey)).toBe(false)
  expect(verify('revision', message, signature, createSigningKeyPair().publicKey)).toBe(false)
  for (let i = 0; i < signature.length; i++) {
    const changed = signature.slice()
    changed[i] = (changed[i] ?? 0) ^ 1
    expect(verify('revision', message, changed, publicKey)).toBe(false)
  }
})

test('keys and signatures of the wrong length are false, not errors', () => {
  const { publicKey, secretKey } = createSigningKeyPair()
  const signature = sign('contact', message, secretKey)
  expect(verify('contact', message, signature.subarray(1), publicKey)).toBe(false)
  expect(verify('contact', message, signature, publicKey.subarray(1))).toBe(false)
  expect(verify('contact', message, signature, new Uint8Array(32))).toBe(false)
})

test('a seed gives one key pair', () => {
  const seed = Secret.random()
  const [a, b] = [signingKeyPairFromSeed(seed), signingKeyPairFromSeed(seed)]
  expect(a.publicKey).toEqual(b.publicKey)
  expect(a.secretKey.equals(b.secretKey)).toBe(true)
})
