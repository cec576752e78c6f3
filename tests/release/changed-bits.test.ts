import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSshSignature, verifySshSignature } from '../../src/crypto/ssh-signature.ts'
import { judgeRelease, releaseNamespace } from '../../src/main/release/judge-release.ts'
import { readReleaseManifest, releaseManifestBytes } from '../../src/main/release/manifest.ts'
import type { ReleaseManifest } from '../../src/main/release/manifest.ts'
import { Day } from '../../src/shared/ids.ts'
import { refusalOf } from '../faults/refusal.ts'
import {
  inputOf,
  keyA,
  keyB,
  keyC,
  sampleManifest,
  setOf,
  signedRelease,
  testKey,
} from './sample-release.ts'
import { readManifest, readSigner } from './second-reader.ts'

const flipped = (bytes: Uint8Array, bit: number): Uint8Array => {
  const changed = Uint8Array.from(bytes)
  const at = bit >> 3
  changed[at] = (changed[at] ?? 0) ^ (1 << (bit & 7))
  return changed
}

const whole = signedRelease({ nextKeys: setOf(keyA, keyB, testKey('d')) }, keyA, keyB)

describe('any one bit', () => {
  it('of a manifest that changes makes the app refuse the release', async () => {
    const { manifest } = whole
    for (let bit = 0; bit < manifest.length * 8; bit += 1) {
      const input = { ...inputOf(whole), manifests: [flipped(manifest, bit)] }
      expect(await refusalOf(() => judgeRelease(input)), `bit ${String(bit)}`).not.toBeNull()
    }
  })

  it('of a signature that changes makes the app and the second reader refuse it', async () => {
    const [first = new Uint8Array(), second = new Uint8Array()] = whole.signatures
    expect(first.length).toBe(314)
    for (let bit = 0; bit < first.length * 8; bit += 1) {
      const changed = flipped(first, bit)
      const text = Buffer.from(changed).toString('latin1')
      const read = readSshSignature(text, releaseNamespace)
      const holds = read !== null && verifySshSignature(read, whole.manifest, releaseNamespace)
      expect(holds, `bit ${String(bit)}`).toBe(false)
      expect(() => readSigner(whole.manifest, changed)).toThrow()
      if (bit % 50 !== 0) continue
      const input = { ...inputOf(whole), signatures: [changed, second] }
      expect(await refusalOf(() => judgeRelease(input))).toBe('bad-signature')
    }
  })

  it('and any byte less or more are refused', async () => {
    const [first = new Uint8Array(), second = new Uint8Array()] = whole.signatures
    for (const changed of [
      first.subarray(1),
      first.subarray(0, -1),
      Buffer.concat([first, Buffer.from('\n')]),
    ]) {
      const input = { ...inputOf(whole), signatures: [changed, second] }
      expect(await refusalOf(() => judgeRelease(input))).toBe('bad-signature')
    }
    const longer = Buffer.concat([whole.manifest, Buffer.from('\n')])
    expect(await refusalOf(() => judgeRelease({ ...inputOf(whole), manifests: [longer] }))).toBe(
      'malformed',
    )
  })
})

const letters = [...'abc XYZ09가 中\n"\\🦉']
const news = fc
  .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 40 })
  .map((parts) => `x${parts.join('')}`)
const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._+~-]{0,20}$/)
const digest = fc.stringMatching(/^[0-9a-f]{64}$/)
const manifests: fc.Arbitrary<ReleaseManifest> = fc
  .record({
    names: fc.uniqueArray(fc.tuple(name, digest), {
      minLength: 1,
      maxLength: 5,
      selector: ([name]) => name,
    }),
    bytes: fc.integer({ min: 1, max: 2 ** 31 }),
    index: fc.integer({ min: 1, max: 1_000_000 }),
    numbers: fc.tuple(fc.nat(9999), fc.nat(9999), fc.nat(9999)),
    news: fc.record({ en: news, ko: news, zh: news }),
    changesKeys: fc.boolean(),
  })
  .map(({ names, bytes, numbers, changesKeys, ...rest }) =>
    sampleManifest({
      ...rest,
      files: [...names]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, sha256]) => ({ bytes, kind: 'source', name, sha256 })),
      nextKeys: changesKeys ? setOf(keyA, keyB, keyC) : null,
      release: numbers.join('.'),
      day: Day.parse('2026-05-01'),
    }),
  )

describe('any manifest', () => {
  it('that the document allows is read back as it was, by the app and by the second reader', () => {
    fc.assert(
      fc.property(manifests, (manifest) => {
        const digests = new Set(manifest.files.map(({ sha256 }) => sha256))
        fc.pre(digests.size === manifest.files.length)
        const bytes = releaseManifestBytes(manifest)
        expect(readReleaseManifest(bytes)).toEqual(manifest)
        const { format: _, product: __, version: ___, ...said } = manifest
        expect(readManifest(bytes)).toEqual(said)
      }),
    )
  })

  it('with changed bytes is accepted by the app only where the second reader accepts it', async () => {
    await fc.assert(
      fc.asyncProperty(
        manifests,
        fc.nat(),
        fc.constantFrom(...Buffer.from('0aZ"{}[]:, \n\u0000')),
        async (manifest, at, byte) => {
          const bytes = Uint8Array.from(releaseManifestBytes(manifest))
          bytes[at % bytes.length] = byte
          const code = await refusalOf(() => readReleaseManifest(bytes))
          if (code === null) expect(() => readManifest(bytes)).not.toThrow()
          else expect(() => readManifest(bytes)).toThrow()
        },
      ),
      { numRuns: 200 },
    )
  })
})
