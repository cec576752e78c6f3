import { beforeAll, describe, expect, test } from 'vitest'
import { kdfBounds, newKdfParams } from '../../src/crypto/kdf.ts'
import { recoveryCodeBytes } from '../../src/crypto/recovery-code.ts'
import { seal } from '../../src/crypto/seal.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodium, sodiumReady } from '../../src/crypto/sodium.ts'
import { openAnchor, sealAnchor } from '../../src/crypto/v1/anchor.ts'
import { createIdentityKeyPair, openIdentity } from '../../src/crypto/v1/identity-seal.ts'
import {
  unwrapIdentitySecrets,
  wrapIdentitySecrets,
  wrappedIdentityKdf,
} from '../../src/crypto/v1/identity-wrap.ts'
import { openRecoveryCode, sealRecoveryCode } from '../../src/crypto/v1/recovery-escrow.ts'
import {
  unwrapReviewerSeed,
  wrappedReviewerBytes,
  wrappedReviewerKdf,
  wrapReviewerSeed,
} from '../../src/crypto/v1/reviewer-wrap.ts'
import { secretsOf } from './taken-secrets.ts'
import { flipped } from './changed-bytes.ts'
import { filled } from './filled.ts'

beforeAll(sodiumReady)

const hexOf = (secrets: readonly Secret[]): string[] =>
  secrets.map(({ bytes }) => Buffer.from(bytes).toString('hex'))

describe('secrets under a passphrase of their own', () => {
  const kdf = () => newKdfParams({ passes: 4, memoryKiB: 131_072 })
  const publicKey = filled(1216, 6)

  test('come back in their order, up to sixteen', () => {
    const [root, params] = [Secret.random(), kdf()]
    for (const count of [1, 2, 16]) {
      const secrets = Array.from({ length: count }, () => Secret.random())
      const wrapped = wrapIdentitySecrets(root, params, secrets, publicKey)
      expect(wrapped).toHaveLength(72 + 32 * count)
      expect(wrappedIdentityKdf(wrapped)).toEqual(params)
      expect(hexOf(unwrapIdentitySecrets(root, wrapped, publicKey))).toEqual(hexOf(secrets))
    }
    const many = Array.from({ length: 17 }, () => Secret.random())
    expect(() => wrapIdentitySecrets(root, params, many, publicKey)).toThrow('too-big')
  })

  test('lie as the format says', () => {
    const [root, params, secret] = [Secret.random(), kdf(), Secret.random()]
    for (const [magic, context, wrapped, open] of [
      ['USTK', 'idwrapk_', wrapIdentitySecrets(root, params, [secret], publicKey), 'identity'],
      ['USRK', 'cosignk_', wrapReviewerSeed(root, params, secret, publicKey), 'reviewer'],
    ] as const) {
      const fields = new DataView(wrapped.buffer)
      expect(Buffer.from(wrapped.subarray(0, 4)).toString()).toBe(magic)
      expect(fields.getUint16(4, true)).toBe(1)
      expect(fields.getUint16(6, true)).toBe(0)
      expect(fields.getUint32(8, true)).toBe(4)
      expect(fields.getUint32(12, true)).toBe(131_072)
      expect(wrapped.subarray(16, 32)).toEqual(params.salt)
      // A second writer, from the document alone.
      const key = Secret.take(sodium.crypto_kdf_derive_from_key(32, 1, context, root.bytes))
      const prefix = wrapped.subarray(0, 32)
      const aad = new Uint8Array([...prefix, ...publicKey])
      const other = new Uint8Array([...prefix, ...seal(key, secret.bytes, aad)])
      const [opened] =
        open === 'identity'
          ? unwrapIdentitySecrets(root, other, publicKey)
          : [unwrapReviewerSeed(root, other, publicKey)]
      expect(opened?.equals(secret)).toBe(true)
    }
  })

  test('open with no other passphrase, key or byte', () => {
    const [root, params, secret] = [Secret.random(), kdf(), Secret.random()]
    const wrapped = wrapReviewerSeed(root, params, secret, publicKey)
    expect(wrapped).toHaveLength(wrappedReviewerBytes)
    expect(wrappedReviewerKdf(wrapped)).toEqual(params)
    expect(unwrapReviewerSeed(root, wrapped, publicKey).equals(secret)).toBe(true)
    for (const attempt of [
      () => unwrapReviewerSeed(Secret.random(), wrapped, publicKey),
      () => unwrapReviewerSeed(root, wrapped, filled(1216, 7)),
      () => unwrapIdentitySecrets(root, wrapped, publicKey),
      ...[6, 8, 16, 32, 60, 103].map(
        (offset) => () => unwrapReviewerSeed(root, flipped(wrapped, offset), publicKey),
      ),
    ]) {
      expect(attempt).toThrow('wrong-passphrase')
    }
  })

  test('are refused before any work when they are malformed', () => {
    const [root, params] = [Secret.random(), kdf()]
    const wrapped = wrapIdentitySecrets(root, params, [Secret.random()], publicKey)
    const read = (bytes: Uint8Array) => () => wrappedIdentityKdf(bytes)
    for (const length of [0, 32, 71, 72, 103]) {
      expect(read(wrapped.subarray(0, length))).toThrow('malformed')
    }
    expect(read(new Uint8Array([...wrapped, 0]))).toThrow('malformed')
    for (const offset of [0, 3]) expect(read(flipped(wrapped, offset))).toThrow('malformed')
    expect(() => wrappedReviewerKdf(wrapped)).toThrow('malformed')
    expect(read(flipped(wrapped, 4))).toThrow('unsupported')
    const costly = wrapped.slice()
    new DataView(costly.buffer).setUint32(8, kdfBounds.ceiling.passes + 1, true)
    expect(read(costly)).toThrow('kdf-bounds')
    // A wrapped list without secrets is malformed.
    const none = wrapIdentitySecrets(root, params, [], publicKey)
    expect(read(none)).toThrow('malformed')
    const noSeed = new Uint8Array([...none])
    noSeed.set(new TextEncoder().encode('USRK'))
    expect(() => unwrapReviewerSeed(root, noSeed, publicKey)).toThrow('wrong-passphrase')
  })

  test('leave no key behind except those returned', async () => {
    const [root, params, secret] = [Secret.random(), kdf(), Secret.random()]
    const { result, secrets } = await secretsOf(() => {
      const wrapped = wrapIdentitySecrets(root, params, [secret], publicKey)
      expect(() => unwrapIdentitySecrets(Secret.take(filled(32, 1)), wrapped, publicKey)).toThrow()
      return unwrapIdentitySecrets(root, wrapped, publicKey)
    })
    const kept = secrets.filter(({ wiped }) => !wiped)
    expect(secrets.length).toBeGreaterThan(3)
    // The opened secret, and the wrong root that the test made.
    expect(kept).toHaveLength(2)
    expect(kept).toContain(result[0])
  })
})

describe('a recovery code at the desk', () => {
  const { signer } = { signer: filled(32, 4) }
  const owner = { signer, serial: 3 }

  test('opens for the desk, of the same vault and number only', () => {
    const desk = createIdentityKeyPair()
    const code = Secret.random(recoveryCodeBytes)
    const sealed = sealRecoveryCode(code, [desk.publicKey], owner)
    expect(openRecoveryCode(sealed, desk.secretKey, owner).equals(code)).toBe(true)
    for (const other of [
      { signer, serial: 4 },
      { signer: filled(32, 5), serial: 3 },
    ]) {
      expect(() => openRecoveryCode(sealed, desk.secretKey, other)).toThrow('not-for-us')
    }
    expect(() => openRecoveryCode(sealed, Secret.random(), owner)).toThrow('not-for-us')
    // Bound to its own context string, so that it is never read as an identity.
    const counted = new Uint8Array(8)
    counted[0] = 3
    const context = new Uint8Array([
      ...new TextEncoder().encode('understory/escrow/v1\0'),
      ...signer,
      ...counted,
    ])
    expect(openIdentity(sealed, desk.secretKey, context)).toEqual(code.bytes)
  })

  test('is refused for an invalid owner or an invalid code', async () => {
    const desk = createIdentityKeyPair()
    const code = Secret.random(recoveryCodeBytes)
    for (const bad of [
      { signer: filled(31, 4), serial: 1 },
      { signer: filled(33, 4), serial: 1 },
      { signer, serial: 0 },
      { signer, serial: -1 },
      { signer, serial: 1.5 },
      { signer, serial: 2 ** 53 },
    ]) {
      expect(() => sealRecoveryCode(code, [desk.publicKey], bad)).toThrow('invalid')
    }
    expect(() => sealRecoveryCode(code, [desk.publicKey], { signer, serial: 1 })).not.toThrow()
    for (const length of [0, 19, 21, 32]) {
      const sealed = sealRecoveryCode(Secret.take(filled(length, 1)), [desk.publicKey], owner)
      const { secrets } = await secretsOf(() => {
        expect(() => openRecoveryCode(sealed, desk.secretKey, owner)).toThrow('malformed')
      })
      expect(secrets.filter(({ wiped }) => !wiped)).toEqual([])
    }
  })
})

describe('an anchor', () => {
  test('is a count and a hash, and nothing else is sealed as one', () => {
    const key = Secret.random()
    const hash = filled(32, 3)
    for (const seq of [0, 1, Number.MAX_SAFE_INTEGER]) {
      for (const slot of [0, 1] as const) {
        const sealed = sealAnchor(key, slot, { seq, hash })
        expect(sealed).toHaveLength(88)
        expect([...sealed.subarray(0, 8)]).toEqual([0x55, 0x53, 0x54, 0x41, 1, 0, slot, 0])
        expect(openAnchor(key, slot, sealed)).toEqual({ seq, hash })
        expect(openAnchor(key, slot === 0 ? 1 : 0, sealed)).toBeNull()
        expect(openAnchor(key, slot, sealed.subarray(1))).toBeNull()
        expect(openAnchor(key, slot, new Uint8Array([...sealed, 0]))).toBeNull()
        for (const offset of [0, 4, 7]) {
          expect(openAnchor(key, slot, flipped(sealed, offset))).toBeNull()
        }
      }
    }
    for (const point of [
      { seq: -1, hash },
      { seq: 0.5, hash },
      { seq: 2 ** 53, hash },
      { seq: 1, hash: filled(31, 1) },
      { seq: 1, hash: filled(33, 1) },
    ]) {
      expect(() => sealAnchor(key, 0, point)).toThrow('invalid')
    }
  })
})
