import { randomBytes } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { createIdentityKeyPair, sealIdentity } from '../../src/crypto/v1/identity-seal.ts'
import { utf8 } from '../../src/crypto/bytes.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'

beforeAll(sodiumReady)

const samples = 2000

/**
 * Chi-square of two samples over 16 bins of one byte position, 15 degrees of freedom. In 2 × 8848
 * comparisons the largest of true noise stays below 60 but once in some thousand runs.
 */
const chiSquare = (a: Uint32Array, b: Uint32Array, at: number): number => {
  let sum = 0
  for (let bin = 0; bin < 16; bin++) {
    const [x, y] = [a[at * 16 + bin] ?? 0, b[at * 16 + bin] ?? 0]
    if (x + y > 0) sum += (x - y) ** 2 / (x + y)
  }
  return sum
}

test(
  'at no byte does a seal with an identity differ from one without',
  { timeout: 600_000 },
  () => {
    const desk = createIdentityKeyPair().publicKey
    const context = randomBytes(16)
    const identity = {
      name: '박서연',
      otherNames: ['Pak'],
      contact: '+86 138',
      note: 'x'.repeat(500),
    }
    const plain = [utf8(canonicalJson({ identity })), utf8(canonicalJson({ same: true }))]
    const bytes = sealIdentity(plain[0] ?? new Uint8Array(), [desk], context).length
    const counts = plain.map((text) => {
      const high = new Uint32Array(bytes * 16)
      const low = new Uint32Array(bytes * 16)
      for (let n = 0; n < samples; n++) {
        const sealed = sealIdentity(text, [desk], context)
        expect(sealed.length).toBe(bytes)
        for (let at = 0; at < bytes; at++) {
          const byte = sealed[at] ?? 0
          const [h, l] = [at * 16 + (byte >> 4), at * 16 + (byte & 15)]
          high[h] = (high[h] ?? 0) + 1
          low[l] = (low[l] ?? 0) + 1
        }
      }
      return { high, low }
    })
    const [filled, empty] = counts
    if (filled === undefined || empty === undefined) throw new Error('no samples')
    let worst = 0
    for (let at = 0; at < bytes; at++) {
      worst = Math.max(
        worst,
        chiSquare(filled.high, empty.high, at),
        chiSquare(filled.low, empty.low, at),
      )
    }
    expect(worst).toBeLessThan(64)
  },
)
