import { beforeAll, expect, test } from 'vitest'
import { fingerprint } from './fingerprint.ts'
import { deriveKey } from './keys.ts'
import { seal, sealOverhead, unseal } from './seal.ts'
import { Secret } from './secret.ts'
import { sodiumReady } from './sodium.ts'

beforeAll(sodiumReady)

test('a sealed message opens with its key and associated data only', () => {
  const key = Secret.random()
  const plain = new Uint8Array(100).fill(5)
  const aad = Uint8Array.of(1, 2, 3)
  const sealed = seal(key, plain, aad)
  expect(sealed.length).toBe(plain.length + sealOverhead)
  expect(unseal(key, sealed, aad)).toEqual(plain)
  expect(unseal(key, seal(key, new Uint8Array(0), aad), aad)).toEqual(new Uint8Array(0))
  expect(() => unseal(Secret.random(), sealed, aad)).toThrow('damaged')
  expect(() => unseal(key, sealed, Uint8Array.of(1, 2))).toThrow('damaged')
  for (let length = 0; length < sealed.length; length++) {
    expect(() => unseal(key, sealed.subarray(0, length), aad)).toThrow('damaged')
  }
})

test('a nonce is never used again', () => {
  const key = Secret.random()
  const nonces = Array.from({ length: 200 }, () =>
    seal(key, new Uint8Array(1), new Uint8Array(0)).subarray(0, 24).join(),
  )
  expect(new Set(nonces).size).toBe(200)
})

test('every purpose has a key of its own', () => {
  const vaultKey = Secret.random()
  const purposes = ['database', 'headerMac', 'anchor', 'slotDirectory'] as const
  const keys = purposes.map((purpose) => deriveKey(vaultKey, purpose).bytes.join())
  expect(new Set([vaultKey.bytes.join(), ...keys]).size).toBe(5)
})

test('a fingerprint is eight groups of four digits and covers every key and their borders', () => {
  const [a, b] = [new Uint8Array(32).fill(1), new Uint8Array(1216).fill(2)]
  expect(fingerprint(a, b)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/)
  expect(fingerprint(a, b)).toBe(fingerprint(a.slice(), b.slice()))
  const others = [fingerprint(b, a), fingerprint(a), fingerprint(new Uint8Array([...a, ...b]))]
  expect(new Set([fingerprint(a, b), ...others]).size).toBe(4)
})
