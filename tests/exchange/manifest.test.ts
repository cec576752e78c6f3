import { describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import {
  heldBytes,
  isAboutRecord,
  manifestBytes,
  readManifest,
} from '../../src/main/exchange/manifest.ts'
import type { Manifest } from '../../src/main/exchange/manifest.ts'
import { objectForms } from '../../src/main/exchange/object-kinds.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import { limits } from '../../src/shared/limits.ts'
import { id } from './sample.ts'
import { codeOf, sampleOf, text, us } from './bundle-kit.ts'
import { listed } from './whole-bundle.ts'

await sodiumReady()

const kinds = Object.keys(objectForms)

describe('a manifest', () => {
  const { manifest } = sampleOf()
  const read = (change: object) =>
    codeOf(() => readManifest(manifestBytes({ ...manifest, ...change } as Manifest)))
  const entry = { kind: 'report', subject: id(3), digest: '0'.repeat(64), length: 5 }
  const card = { ...entry, kind: 'card', subject: '1'.repeat(64) }

  it('is read back as it was written', () => {
    expect(listed(readManifest(manifestBytes(manifest)))).toEqual(manifest)
  })

  it('keeps every kind of entry as it was, however many there are', () => {
    const objects = Array.from({ length: 2100 }, (_, i) => {
      const kind = kinds[i % (kinds.length - 1)]
      const about = kind === 'card' || kind === 'escrow' ? id(i).repeat(2) : id(i)
      return { kind, subject: about, digest: id(2 ** 40 + i).repeat(2), length: 1 + i }
    })
    objects.push({ ...entry, kind: 'attachment', length: limits.attachmentBytes })
    const told = { ...manifest, objects } as unknown as Manifest
    const bytes = manifestBytes(told)
    expect(Buffer.from(bytes).toString()).toBe(canonicalJson({ ...told, objects } as Canonical))
    expect(listed(readManifest(bytes))).toEqual(told)
  })

  it('is malformed in any other spelling, wherever it is', async () => {
    const { objects } = manifest
    const spelled = Buffer.from(manifestBytes({ ...manifest, objects: objects.slice(0, 2) }))
    const written = spelled.toString()
    expect(await codeOf(() => readManifest(spelled))).toBe('done')
    for (const [from, to] of [
      ['},{', '}, {'],
      ['},{', '},,{'],
      ['},{', '}{'],
      ['}],', '},],'],
      ['}],', '}'],
      ['"objects":[', '"objects":[,'],
      ['"objects":[', '"objects": ['],
      ['"objects":[', '"objects":[],"objects":['],
      ['"kind":"case",', ''],
      ['"length":', '"length":0'],
      ['"day":', '"objects":[],"day":'],
      ['"purpose":"', String.raw`"purpose\"objects":[],"purpose":"`],
    ] as const) {
      const wrong = written.replace(from, to)
      expect(wrong, from).not.toBe(written)
      expect(await codeOf(() => readManifest(text(wrong))), `${from} ${to}`).toBe('malformed')
    }
  })

  it.each<readonly [what: string, change: object]>([
    ['another format', { format: 'other' }],
    ['another version', { version: 2 }],
  ])('of %s is unsupported', async (_, change) => {
    expect(await read(change)).toBe('unsupported')
  })

  it.each<readonly [what: string, change: object]>([
    ['a short export id', { exportId: '0'.repeat(31) }],
    ['a long export id', { exportId: '0'.repeat(33) }],
    ['an export id that is no number', { exportId: 'g'.repeat(32) }],
    ['a long sequence', { sequence: '0'.repeat(33) }],
    ['a sequence that is none', { sequence: `x${'0'.repeat(32)}` }],
    ['number 0', { seq: 0 }],
    ['a short previous', { previous: '0'.repeat(63) }],
    ['a long previous', { previous: `${'0'.repeat(64)}0` }],
    ['no sender', { sender: '' }],
    ['no day', { day: '2025-3-1' }],
    ['a purpose beyond all bounds', { purpose: 'x'.repeat(limits.reason + 1) }],
    ['no recipient', { recipients: [] }],
    ['an empty recipient', { recipients: [''] }],
    ['one recipient twice', { recipients: [us, us] }],
    ['recipients out of order', { recipients: [`age1${'q'.repeat(57)}z`, us].sort().reverse() }],
    ['a recipient with a blank', { recipients: [`${us} `] }],
    ['what is no recipient', { recipients: ['somebody'] }],
    ['a passphrase and a recipient', { recipients: ['scrypt', us] }],
    ['two passphrases', { recipients: ['scrypt', 'scrypt'] }],
    ['another field', { host: 'laptop' }],
    ['an entry of length 0', { objects: [{ ...entry, length: 0 }] }],
    ['an entry of half a byte', { objects: [{ ...entry, digest: '0'.repeat(63) }] }],
    ['an entry beyond its kind', { objects: [{ ...card, length: limits.cardBytes + 1 }] }],
    ['an entry of no kind', { objects: [{ ...entry, kind: 'other' }] }],
    ['an entry with another field', { objects: [{ ...entry, name: 'x' }] }],
    ['a card about a record', { objects: [{ ...card, subject: id(3) }] }],
    ['a report about somebody', { objects: [{ ...entry, subject: '1'.repeat(64) }] }],
    ['a record after a file', { objects: [{ ...entry, kind: 'attachment' }, entry] }],
    [
      'a record between files',
      {
        objects: [{ ...entry, kind: 'attachment' }, entry, { ...entry, kind: 'attachment' }],
      },
    ],
  ])('with %s is malformed', async (_, change) => {
    expect(await read(change)).toBe('malformed')
  })

  it.each<readonly [what: string, change: object]>([
    ['a purpose as long as it may be', { purpose: 'x'.repeat(limits.reason) }],
    ['a passphrase', { recipients: ['scrypt'] }],
    [
      'as many recipients as there may be',
      {
        recipients: Array.from(
          { length: limits.recipients },
          (_, i) => `age1${'acdefghjklmnpqrstuvwxyz'.charAt(i)}${'q'.repeat(57)}`,
        ),
      },
    ],
    ['a previous one', { previous: '0'.repeat(64), seq: 2 }],
    ['a card as big as it may be', { objects: [{ ...card, length: limits.cardBytes }] }],
    ['a file after a record', { objects: [entry, { ...entry, kind: 'attachment' }] }],
    [
      'files alone',
      {
        objects: [
          { ...entry, kind: 'attachment' },
          { ...entry, kind: 'attachment' },
        ],
      },
    ],
    ['nothing', { objects: [] }],
  ])('with %s is taken', async (_, change) => {
    expect(await read(change)).toBe('done')
  })

  it('lists twenty recipients at most', async () => {
    const many = Array.from(
      { length: limits.recipients + 1 },
      (_, i) => `age1${'acdefghjklmnpqrstuvwxyz'.charAt(i)}${'q'.repeat(57)}`,
    )
    expect(await read({ recipients: many })).toBe('malformed')
  })

  it('is none of what is no object of its own', async () => {
    for (const words of ['null', '"text"', '[]', '{}', '{"format":"understory-bundle"}']) {
      expect(await codeOf(() => readManifest(text(words)))).toBe('malformed')
    }
  })

  it('lists no more than can be held, files apart', async () => {
    const big = { ...entry, length: objectForms.report.maxBytes }
    const count = Math.floor(limits.bundleRecordBytes / big.length)
    const objects = Array.from({ length: count }, () => big)
    const file = { ...entry, kind: 'attachment', length: limits.attachmentBytes }
    expect(await read({ objects: [...objects, file] })).toBe('done')
    expect(await read({ objects: [...objects, big] })).toBe('too-big')
    expect(heldBytes({ ...manifest, objects: [entry, card, file] as never })).toBe(10)
  })

  it('tells entries about records from those about people', () => {
    const kinds = ['report', 'seal', 'attachment', 'card', 'escrow'] as const
    expect(kinds.map((kind) => isAboutRecord({ ...entry, kind } as never))).toEqual([
      ...[true, true, true, false, false],
    ])
  })
})
