import { beforeAll, describe, expect, test } from 'vitest'
import { seal } from '../../src/crypto/seal.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodium, sodiumReady } from '../../src/crypto/sodium.ts'
import { createSigningKeyPair } from '../../src/crypto/sign.ts'
import {
  createIdentityKeyPair,
  identityTextMax,
  isSealedIdentity,
  openIdentity,
  sealIdentity,
} from '../../src/crypto/v1/identity-seal.ts'
import { secretsOf } from './taken-secrets.ts'
import { flipped } from './changed-bytes.ts'
import { filled } from './filled.ts'

beforeAll(sodiumReady)

describe('a sealed identity', () => {
  const about = filled(16, 1)

  test('leaves no key behind on either side', async () => {
    const desk = createIdentityKeyPair()
    const plain = filled(10, 2)
    const { secrets } = await secretsOf(() => {
      const sealed = sealIdentity(plain, [desk.publicKey], about)
      expect(openIdentity(sealed, desk.secretKey, about)).toEqual(plain)
      expect(() => openIdentity(flipped(sealed, 8000), desk.secretKey, about)).toThrow('malformed')
      expect(() => openIdentity(flipped(sealed, 4690), desk.secretKey, about)).toThrow('malformed')
      expect(() => openIdentity(sealed, Secret.take(filled(32, 9)), about)).toThrow('not-for-us')
    })
    expect(secrets.length).toBeGreaterThan(10)
    // The only remaining one is the secret that the test made.
    expect(secrets.filter(({ wiped }) => !wiped)).toHaveLength(1)
  })

  test('holds the longest text, and says what it is by its size and beginning', () => {
    const desk = createIdentityKeyPair()
    const plain = filled(identityTextMax, 2)
    const sealed = sealIdentity(plain, [desk.publicKey], about)
    expect(openIdentity(sealed, desk.secretKey, about)).toEqual(plain)
    expect(isSealedIdentity(sealed)).toBe(true)
    expect(Buffer.from(sealed.subarray(0, 8)).toString('hex')).toBe('5553544901000000')
    const others = [sealed.subarray(1), new Uint8Array([...sealed, 0])]
    for (let offset = 0; offset < 8; offset++) others.push(flipped(sealed, offset))
    for (const other of others) expect(isSealedIdentity(other)).toBe(false)
    const open = (bytes: Uint8Array) => () => openIdentity(bytes, desk.secretKey, about)
    for (const offset of [0, 3, 6, 7]) expect(open(flipped(sealed, offset))).toThrow('malformed')
    const later = sealed.slice()
    later[4] = 2
    expect(open(later)).toThrow('unsupported')
    // Later versions may have another size.
    expect(open(later.subarray(0, 8))).toThrow('unsupported')
    expect(open(later.subarray(0, 7))).toThrow('malformed')
    // Bytes with another beginning are not a later version.
    for (const offset of [0, 1, 2, 3]) expect(open(flipped(later, offset))).toThrow('malformed')
    expect(open(flipped(flipped(flipped(later, 0), 1), 2))).toThrow('malformed')
    later[4] = 0
    expect(open(later)).toThrow('malformed')
  })

  test('takes no key that is none, also with nothing to seal', () => {
    const { publicKey } = createSigningKeyPair()
    expect(() => sealIdentity(new Uint8Array(), [publicKey], about)).toThrow('invalid')
    expect(() => sealIdentity(filled(1, 1), [], about)).toThrow('invalid')
  })

  /** Seals with another padding, as an attacker with knowledge of the format could. */
  const withPadding = (
    patch: (padded: Uint8Array) => void,
    other: (commit: Uint8Array) => void = () => undefined,
  ) => {
    const desk = createIdentityKeyPair()
    const prefix = Uint8Array.of(0x55, 0x53, 0x54, 0x49, 1, 0, 0, 0)
    const bound = new Uint8Array([...prefix, ...sodium.crypto_generichash(32, about, null)])
    const sub = (key: Uint8Array, id: number, context: string): Uint8Array =>
      sodium.crypto_kdf_derive_from_key(32, id, context, key)
    const content = sodium.randombytes_buf(32)
    const stanzas = [0, 1, 2, 3].flatMap(() => {
      const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc(desk.publicKey)
      const aad = new Uint8Array([...bound, ...ciphertext])
      const key = sub(sharedSecret, 1, 'idwrap__')
      const nonce = new Uint8Array(24)
      const wrap = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt
      return [...ciphertext, ...wrap(content, aad, null, nonce, key)]
    })
    const before = new Uint8Array([...prefix, ...stanzas])
    const commit = sodium.crypto_generichash(
      32,
      new Uint8Array([...bound, ...before]),
      sub(content, 2, 'idcommt_'),
    )
    other(commit)
    const padded = new Uint8Array(4096)
    patch(padded)
    const body = seal(
      Secret.take(sub(content, 1, 'idbody__')),
      padded,
      new Uint8Array([...bound, ...before, ...commit]),
    )
    const sealed = new Uint8Array([...before, ...commit, ...body])
    return () => openIdentity(sealed, desk.secretKey, about)
  }

  test('is read as the format says, and its padding is zero to the end', () => {
    expect(withPadding((padded) => padded.set([2, 0, 65, 66]))()).toEqual(Uint8Array.of(65, 66))
    expect(withPadding((padded) => padded.set([0xfe, 0x0f]))()).toHaveLength(4094)
    expect(withPadding((padded) => padded.set([0xff, 0x0f]))).toThrow('malformed')
    expect(withPadding((padded) => padded.set([1, 0, 65, 66]))).toThrow('malformed')
    expect(withPadding((padded) => padded.set([1], 4095))).toThrow('malformed')
  })

  test('that is committed to another key is refused, though its text is sealed as it should be', () => {
    const forged = withPadding(
      (padded) => padded.set([2, 0, 65, 66]),
      (commit) => commit.fill(7),
    )
    expect(forged).toThrow('malformed')
  })
})
