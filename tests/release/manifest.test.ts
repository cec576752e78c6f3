import { describe, expect, it } from 'vitest'
import { readReleaseManifest, releaseManifestBytes } from '../../src/main/release/manifest.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import { lastDay } from '../../src/shared/limits.ts'
import { refusalOf } from '../faults/refusal.ts'
import { keyA, keyB, keyC, sampleManifest, setOf } from './sample-release.ts'
import { readManifest } from './second-reader.ts'

type Fields = Record<string, Canonical>

const whole = (): Fields => sampleManifest() as unknown as Fields
const bytesOf = (value: Canonical): Uint8Array => Buffer.from(canonicalJson(value))
const refused = (fields: Fields): Promise<string | null> =>
  refusalOf(() => readReleaseManifest(bytesOf({ ...whole(), ...fields })))

const [file] = sampleManifest().files
const named = (name: string, digest: string): Canonical => ({
  ...file,
  name,
  sha256: digest.repeat(64),
})

/** The bytes of a key, under the name `ssh-ed25518`. */
const keyOfOtherKind = (): string => {
  const bytes = Buffer.from(keyA.publicKey, 'base64')
  bytes.write('8', 14)
  return bytes.toString('base64')
}

/** Manifests that break one rule of the document each. */
const broken: readonly (readonly [what: string, fields: Fields])[] = [
  ['no file', { files: [] }],
  ['33 files', { files: Array.from({ length: 33 }, (_, i) => named(`f${String(100 + i)}`, 'a')) }],
  ['files out of order', { files: [named('b', 'a'), named('a', 'b')] }],
  ['a name twice', { files: [named('a', 'a'), named('a', 'b')] }],
  ['a digest twice', { files: [named('a', 'a'), named('b', 'a')] }],
  ['a name with a folder', { files: [named('a/b', 'a')] }],
  ['a name that begins with a full stop', { files: [named('.a', 'a')] }],
  ['a digest in capitals', { files: [named('a', 'A')] }],
  ['an empty file', { files: [{ ...file, bytes: 0 } as Canonical] }],
  ['a file that is too large', { files: [{ ...file, bytes: 2 ** 31 + 1 } as Canonical] }],
  ['an unknown kind', { files: [{ ...file, kind: 'patch' } as Canonical] }],
  ['index 0', { index: 0 }],
  ['an index that is too high', { index: 1_000_001 }],
  ['a day that no calendar has', { day: '2026-02-30' }],
  ['a leading zero in the version', { release: '1.02.0' }],
  ['two numbers as a version', { release: '1.2' }],
  ['a language without news', { news: { en: 'a', ko: 'a' } }],
  ['blank news', { news: { en: ' \n', ko: 'a', zh: 'a' } }],
  ['news that turns the reading direction', { news: { en: 'a\u202eb', ko: 'a', zh: 'a' } }],
  ['news with a tab', { news: { en: 'a\tb', ko: 'a', zh: 'a' } }],
  ['news that are too long', { news: { en: 'a'.repeat(4_001), ko: 'a', zh: 'a' } }],
  ['two next keys', { nextKeys: (setOf(keyA, keyB) ?? []) as unknown as Canonical }],
  [
    'a next key twice',
    { nextKeys: (setOf(keyA, { ...keyA, name: 'b' }, keyC) ?? []) as unknown as Canonical },
  ],
  ['next keys out of order', { nextKeys: [...(setOf(keyA, keyB, keyC) ?? [])].reverse() }],
  [
    'a next key that is revoked',
    {
      nextKeys: (setOf(keyA, keyB, keyC) ?? []) as unknown as Canonical,
      revoked: [keyC.publicKey],
    },
  ],
  ['a revoked key twice', { revoked: [keyA.publicKey, keyA.publicKey] }],
  ['a key of another kind', { revoked: [keyOfOtherKind()] }],
  ['an extra field', { extra: 1 }],
]

describe('a manifest of a release', () => {
  it('is read as it was written, by the app and by the second reader', () => {
    const manifest = sampleManifest({
      nextKeys: setOf(keyA, keyB, keyC),
      files: [
        { bytes: 1, kind: 'bill-of-materials', name: 'Bill~1+a_b.json', sha256: 'b'.repeat(64) },
        { bytes: 2 ** 31, kind: 'package', name: 'a', sha256: 'a'.repeat(64) },
      ],
    })
    const bytes = releaseManifestBytes(manifest)
    expect(readReleaseManifest(bytes)).toEqual(manifest)
    const { format: _, product: __, version: ___, ...said } = manifest
    expect(readManifest(bytes)).toEqual(said)
  })

  it.each(broken)('with %s is refused, by the app and by the second reader', async (_, fields) => {
    expect(await refused(fields)).toBe('malformed')
    expect(() => readManifest(bytesOf({ ...whole(), ...fields }))).toThrow()
    expect(() => releaseManifestBytes({ ...sampleManifest(), ...(fields as object) })).toThrow()
  })

  it('without any of its fields is refused', async () => {
    for (const name of Object.keys(whole())) {
      const { [name]: _, ...rest } = whole()
      expect(await refusalOf(() => readReleaseManifest(bytesOf(rest)))).not.toBeNull()
      expect(() => readManifest(bytesOf(rest))).toThrow()
    }
  })

  it('of another product, another format or a later version is refused by name', async () => {
    expect(await refused({ product: 'understory-evaluation' })).toBe('other-product')
    expect(await refused({ format: 'understory-backup' })).toBe('malformed')
    expect(await refused({ version: 2 })).toBe('unsupported')
  })

  it('in any other form of the same JSON is refused', async () => {
    const text = canonicalJson(whole())
    const forms = [
      `${text}\n`,
      ` ${text}`,
      `\ufeff${text}`,
      JSON.stringify(JSON.parse(text), null, 1),
    ]
    for (const form of forms) {
      expect(await refusalOf(() => readReleaseManifest(Buffer.from(form)))).toBe('malformed')
      expect(() => readManifest(Buffer.from(form))).toThrow()
    }
  })

  it('that is larger than any manifest is refused before it is parsed', async () => {
    expect(await refusalOf(() => readReleaseManifest(Buffer.alloc(65_537, '[')))).toBe('too-big')
    expect(await refusalOf(() => readReleaseManifest(Buffer.alloc(65_536, '[')))).toBe('malformed')
  })

  it('may have the last day, although no clock accepts it', () => {
    expect(readReleaseManifest(bytesOf({ ...whole(), day: lastDay })).day).toBe(lastDay)
  })
})
