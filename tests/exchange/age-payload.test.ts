import { createCipheriv, hkdfSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { payloadBytes, PayloadOpener, PayloadSealer } from '../../src/main/exchange/age-stream.ts'
import { bytes, chunk, codeOf, same } from './age-bytes.ts'
import { openPayload, sealPayload } from './whole-age.ts'

await sodiumReady()

describe('the payload of an age file', () => {
  const fileKey = bytes(16)

  /** A second writer of the payload, with Node's ciphers. */
  const written = (plain: Uint8Array, nonce: Uint8Array): Uint8Array => {
    const key = Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32))
    const count = Math.max(1, Math.ceil(plain.length / chunk))
    const parts: Uint8Array[] = [nonce]
    for (let n = 0; n < count; n++) {
      const iv = Buffer.alloc(12)
      iv.writeUInt32BE(n, 7)
      iv[11] = n === count - 1 ? 1 : 0
      const cipher = createCipheriv('chacha20-poly1305', key, iv, { authTagLength: 16 })
      parts.push(cipher.update(plain.subarray(n * chunk, (n + 1) * chunk)), cipher.final())
      parts.push(cipher.getAuthTag())
    }
    return new Uint8Array(Buffer.concat(parts))
  }

  it.each([0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 2 * chunk + 5])(
    'of %i bytes is what the format says, at the size foretold',
    (size) => {
      const sealed = sealPayload(fileKey, bytes(size))
      expect(sealed).toHaveLength(payloadBytes(size))
      expect(same(sealed, written(bytes(size), sealed.slice(0, 16)))).toBe(true)
      expect(same(openPayload(fileKey, sealed), bytes(size))).toBe(true)
      expect(sealPayload(fileKey, bytes(size)).slice(0, 16)).not.toEqual(sealed.slice(0, 16))
    },
  )

  it('is the same in any pieces on either side', () => {
    const plain = bytes(2 * chunk + 5)
    for (const size of [1000, chunk, chunk + 16, 200_000]) {
      const sealer = new PayloadSealer(fileKey)
      const sealed: Uint8Array[] = [sealer.nonce]
      for (let at = 0; at < plain.length; at += size) {
        sealed.push(...sealer.push(plain.subarray(at, at + size)))
      }
      sealed.push(sealer.end())
      const whole = Buffer.concat(sealed)
      expect(same(whole, written(plain, sealer.nonce))).toBe(true)
      const opener = new PayloadOpener(fileKey)
      const opened: Uint8Array[] = []
      for (let at = 0; at < whole.length; at += size) {
        opened.push(...opener.push(whole.subarray(at, at + size)))
      }
      opened.push(opener.end())
      expect(same(Buffer.concat(opened), plain)).toBe(true)
    }
    // The nonce too may arrive byte by byte.
    const opener = new PayloadOpener(fileKey)
    for (const byte of sealPayload(fileKey, bytes(3))) opener.push(Uint8Array.of(byte))
    expect(opener.end()).toEqual(bytes(3))
  })

  it('gives a chunk once the next one begins, and not the last before its end', () => {
    const sealer = new PayloadSealer(fileKey)
    expect(sealer.push(bytes(chunk))).toHaveLength(0)
    expect(sealer.push(bytes(1))).toHaveLength(1)
    const opener = new PayloadOpener(fileKey)
    const sealed = sealPayload(fileKey, bytes(chunk + 1))
    expect(opener.push(sealed.subarray(0, 16 + chunk + 16))).toHaveLength(0)
    expect(opener.push(sealed.subarray(16 + chunk + 16))).toHaveLength(1)
  })

  it('that is cut at any place is truncated', async () => {
    const sealed = sealPayload(fileKey, bytes(2 * chunk))
    const cut = (length: number) => codeOf(() => openPayload(fileKey, sealed.subarray(0, length)))
    for (const length of [0, 15, 16, 31, 32, 100, 16 + chunk, 16 + chunk + 16, 16 + chunk + 31]) {
      expect(await cut(length), String(length)).toEqual(['truncated'])
    }
    expect(await cut(sealed.length - 1)).toEqual(['truncated'])
  })

  it('with a byte changed, added or moved is malformed', async () => {
    const sealed = sealPayload(fileKey, bytes(2 * chunk))
    const changed = (offset: number): Uint8Array => {
      const copy = sealed.slice()
      copy[offset] = (copy[offset] ?? 0) ^ 1
      return copy
    }
    const open = (payload: Uint8Array) => codeOf(() => openPayload(fileKey, payload))
    for (const offset of [0, 15, 16, 16 + chunk, 16 + chunk + 16, sealed.length - 1]) {
      expect(await open(changed(offset)), String(offset)).toEqual(['malformed'])
    }
    expect(await open(new Uint8Array([...sealed, 0]))).toEqual(['malformed'])
    const [a, b] = [sealed.subarray(16, 16 + chunk + 16), sealed.subarray(16 + chunk + 16)]
    expect(await open(Buffer.concat([sealed.subarray(0, 16), b, a]))).toEqual(['malformed'])
  })

  it('has no empty chunk after a full one, but may be empty', async () => {
    const nonce = bytes(16)
    const key = Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32))
    const sealChunk = (plain: Uint8Array, n: number, last: number): Uint8Array => {
      const iv = Buffer.alloc(12)
      iv[10] = n
      iv[11] = last
      const cipher = createCipheriv('chacha20-poly1305', key, iv, { authTagLength: 16 })
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    }
    const odd = Buffer.concat([nonce, sealChunk(bytes(chunk), 0, 0), sealChunk(bytes(0), 1, 1)])
    expect(await codeOf(() => openPayload(fileKey, odd))).toEqual(['malformed'])
    const empty = Buffer.concat([nonce, sealChunk(bytes(0), 0, 1)])
    expect(openPayload(fileKey, empty)).toEqual(new Uint8Array())
  })

  it('leaves no key in the sealer or opener, and does not change the caller’s key', () => {
    const mine = fileKey.slice()
    const sealer = new PayloadSealer(mine)
    sealer.push(bytes(10))
    const [first] = [sealer.end()]
    sealer.wipe()
    // A wiped sealer has a key of zeros and no buffered bytes.
    const zeros = new PayloadSealer(mine)
    expect(mine).toEqual(fileKey)
    expect(sealer.end()).not.toEqual(first)
    zeros.wipe()
    expect(zeros.end()).toEqual(
      (() => {
        const iv = Buffer.alloc(12)
        iv[11] = 1
        const cipher = createCipheriv('chacha20-poly1305', Buffer.alloc(32), iv, {
          authTagLength: 16,
        })
        cipher.update(Buffer.alloc(0))
        cipher.final()
        return new Uint8Array(cipher.getAuthTag())
      })(),
    )
    const sealed = sealPayload(mine, bytes(10))
    const opener = new PayloadOpener(mine)
    opener.push(sealed)
    opener.wipe()
    expect(() => opener.end()).toThrow()
    const begun = new PayloadOpener(mine)
    begun.push(sealPayload(mine, bytes(chunk + 5)))
    begun.wipe()
    expect(() => begun.end()).toThrow()
    expect(mine).toEqual(fileKey)
  })
})
