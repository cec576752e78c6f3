import { randomBytes } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { createIdentityKeyPair, sealIdentity } from '../../src/crypto/v1/identity-seal.ts'
import { utf8 } from '../../src/crypto/bytes.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import { several } from '../in-full.ts'

beforeAll(sodiumReady)

const samples = several(300, 2000)

/** Inputs of a seal: an identity, an unchanged one, and one before any desk was known. */
type Kind = { readonly text: Uint8Array; readonly recipients: readonly Uint8Array[] }

/**
 * Chi-square of two samples over 16 bins of one byte position, 15 degrees of freedom. In 3 × 2 ×
 * 8848 comparisons the largest value of true noise stays below 68, except once in some thousand
 * runs.
 */
const chiSquare = (a: Uint32Array, b: Uint32Array, at: number): number => {
  let sum = 0
  for (let bin = 0; bin < 16; bin++) {
    const [x, y] = [a[at * 16 + bin] ?? 0, b[at * 16 + bin] ?? 0]
    if (x + y > 0) sum += (x - y) ** 2 / (x + y)
  }
  return sum
}

const counted = ({ text, recipients }: Kind, context: Uint8Array, bytes: number) => {
  const high = new Uint32Array(bytes * 16)
  const low = new Uint32Array(bytes * 16)
  for (let n = 0; n < samples; n++) {
    const sealed = sealIdentity(text, recipients, context)
    expect(sealed.length).toBe(bytes)
    for (let at = 0; at < bytes; at++) {
      const byte = sealed[at] ?? 0
      const [h, l] = [at * 16 + (byte >> 4), at * 16 + (byte & 15)]
      high[h] = (high[h] ?? 0) + 1
      low[l] = (low[l] ?? 0) + 1
    }
  }
  return { high, low }
}

test(
  'no byte position distinguishes a seal with an identity from one without, or from one with no recipient',
  { timeout: 600_000 },
  () => {
    const [desk, second] = [createIdentityKeyPair().publicKey, createIdentityKeyPair().publicKey]
    const context = randomBytes(16)
    const identity = {
      name: '박서연',
      otherNames: ['Pak'],
      contact: '+86 138',
      note: 'x'.repeat(500),
    }
    const kinds: readonly Kind[] = [
      { text: utf8(canonicalJson({ identity })), recipients: [desk, second] },
      { text: utf8(canonicalJson({ same: true })), recipients: [desk] },
      // All four stanzas are to random keys.
      { text: new Uint8Array(0), recipients: [] },
    ]
    const bytes = sealIdentity(new Uint8Array(0), [], context).length
    expect(bytes).toBe(8848)
    const counts = kinds.map((kind) => counted(kind, context, bytes))
    let worst = 0
    for (const [i, a] of counts.entries()) {
      for (const b of counts.slice(i + 1)) {
        for (let at = 0; at < bytes; at++) {
          worst = Math.max(worst, chiSquare(a.high, b.high, at), chiSquare(a.low, b.low, at))
        }
      }
    }
    expect(worst).toBeLessThan(68)
  },
)
