import { describe, expect, it } from 'vitest'
import { plainDigest } from '../../src/crypto/digest.ts'
import { sign } from '../../src/crypto/sign.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { buildExport, objectsOf } from '../../src/main/exchange/build-export.ts'
import { filesNamedIn } from '../../src/main/exchange/named-files.ts'
import { manifestBytes } from '../../src/main/exchange/manifest.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import { hex } from '../../src/main/exchange/revision.ts'
import { verifyBundle } from '../../src/main/exchange/verify-bundle.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import { Failure } from '../../src/shared/failure.ts'
import { finished } from './finished.ts'
import { day, id, person, reportContent, signed } from './sample.ts'
import type { Sample } from './sample.ts'
import { readBundle } from './second-reader.ts'
import { decodeWhole, encodeWhole } from './whole-bundle.ts'
import type { WholeBundle, WholeManifest } from './whole-bundle.ts'

const us = `age1${'q'.repeat(58)}`
// Before the samples are made.
await sodiumReady()

const fileOf = (content: string): { bytes: Uint8Array; digest: string } => {
  const bytes = new Uint8Array(Buffer.from(content))
  return { bytes, digest: hex(plainDigest(bytes)) }
}
const files = [fileOf('the first file'), fileOf('the second file, a little longer')] as const

const named = (n: number, { bytes, digest }: (typeof files)[number]): Canonical => ({
  id: n.toString(16).padStart(32, '0'),
  name: `file ${n}.jpg`,
  mediaType: 'image/jpeg',
  bytes: bytes.length,
  digest,
  cleaned: null,
})

const withFiles = (content: Canonical, ...attachments: Canonical[]): Canonical => ({
  ...(content as { readonly [key: string]: Canonical }),
  attachments,
})

/** Two reports: the first names both files, the second the first of them again. */
const sent = (by: ReturnType<typeof person>): Sample => {
  const revisions = [
    signed(by, {
      subject: id(3),
      kind: 'report',
      content: withFiles(reportContent('One', 'x'), named(1, files[0]), named(2, files[1])),
    }),
    signed(by, {
      subject: id(4),
      kind: 'report',
      content: withFiles(reportContent('Two', 'y'), named(3, files[0])),
    }),
  ]
  const attachments = filesNamedIn(revisions)
  return {
    cards: [],
    cases: 0,
    sources: 0,
    reports: 2,
    draftsLeftOut: 0,
    revisions,
    seals: [],
    attachments,
  }
}

const builtBy = (by: ReturnType<typeof person>) =>
  buildExport({
    carried: finished(
      objectsOf(sent(by), { chains: [], notices: [], escrow: null }, (digest) =>
        files.filter((file) => file.digest === digest).map(({ bytes }) => bytes),
      ),
    ),
    recipients: [us],
    previous: null,
    day,
    purpose: '',
    author: by.author,
    signing: by.keys,
  })

const bytesOf = async (by: ReturnType<typeof person>): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  for await (const part of builtBy(by).parts()) parts.push(part)
  return new Uint8Array(Buffer.concat(parts))
}

const remade = (
  by: ReturnType<typeof person>,
  whole: Uint8Array,
  change: (bundle: WholeBundle) => Pick<WholeBundle, 'objects'> & { entries: unknown },
): Uint8Array => {
  const bundle = decodeWhole(whole)
  const { entries, objects } = change(bundle)
  const manifest = { ...bundle.manifest, objects: entries } as WholeManifest
  const bytes = manifestBytes(manifest)
  const signature = sign('bundle', bytes, by.keys.secretKey)
  return encodeWhole({ manifest, manifestBytes: bytes, signature, objects })
}

const refusal = (source: Iterable<Uint8Array>): Promise<string> =>
  verifyBundle(source, us, noPace).then(
    () => 'accepted',
    (cause: unknown) => (cause instanceof Failure ? cause.code : `not a Failure: ${String(cause)}`),
  )

describe('a bundle with attached files', () => {
  it('holds each of them once, after everything else, and is read by the second reader', async () => {
    const whole = await bytesOf(person())
    const { manifest, objects } = decodeWhole(whole)
    expect(manifest.objects.map(({ kind, subject }) => `${kind} ${subject.slice(-1)}`)).toEqual([
      'report 3',
      'report 4',
      'attachment 3',
      'attachment 3',
    ])
    expect(objects.slice(2).map((bytes) => Buffer.from(bytes).toString())).toEqual([
      'the first file',
      'the second file, a little longer',
    ])
    const read = readBundle(whole)
    expect([...read.files.keys()]).toEqual(files.map(({ digest }) => digest))
    expect((await verifyBundle([whole], us, noPace)).revisions).toHaveLength(2)
  })

  it('is what its size foretold, and the same as one written at once', async () => {
    const by = person()
    const built = builtBy(by)
    const parts: Uint8Array[] = []
    for await (const part of built.parts()) parts.push(part)
    const streamed = Buffer.concat(parts)
    expect(streamed.length).toBe(built.bytes)
    const { manifest, objects } = decodeWhole(streamed)
    expect(Buffer.compare(streamed, encodeWhole({ ...built, manifest, objects }))).toBe(0)
  })

  it('is the same in whatever pieces it comes', async () => {
    const whole = await bytesOf(person())
    for (const size of [1, 7, 4096]) {
      const pieces = function* () {
        for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size)
      }
      expect(await refusal(pieces()), String(size)).toBe('accepted')
    }
  })
})

describe('a bundle is refused as malformed', () => {
  it('when an attached file is missing, comes twice, or is named by no report', async () => {
    const by = person()
    const whole = await bytesOf(by)
    const missing = remade(by, whole, ({ manifest, objects }) => ({
      entries: manifest.objects.slice(0, 3),
      objects: objects.slice(0, 3),
    }))
    const twice = remade(by, whole, ({ manifest, objects }) => ({
      entries: [...manifest.objects, manifest.objects[3]],
      objects: [...objects, objects[3] ?? new Uint8Array()],
    }))
    const other = fileOf('of nobody')
    const extra = remade(by, whole, ({ manifest, objects }) => ({
      entries: [
        ...manifest.objects,
        { kind: 'attachment', subject: id(3), digest: other.digest, length: other.bytes.length },
      ],
      objects: [...objects, other.bytes],
    }))
    for (const bytes of [missing, twice, extra]) expect(await refusal([bytes])).toBe('malformed')
  })

  it('when one is of another size than its revision says, or under another record', async () => {
    const by = person()
    const whole = await bytesOf(by)
    const longer = fileOf('the first file!')
    const swapped = remade(by, whole, ({ manifest, objects }) => ({
      entries: manifest.objects.map((entry, i) =>
        i === 2 ? { ...entry, digest: longer.digest, length: longer.bytes.length } : entry,
      ),
      objects: objects.map((bytes, i) => (i === 2 ? longer.bytes : bytes)),
    }))
    const elsewhere = remade(by, whole, ({ manifest, objects }) => ({
      entries: manifest.objects.map((entry, i) => (i === 3 ? { ...entry, subject: id(4) } : entry)),
      objects,
    }))
    for (const bytes of [swapped, elsewhere]) expect(await refusal([bytes])).toBe('malformed')
  })

  it('when its bytes are others, or it comes before a record', async () => {
    const by = person()
    const whole = await bytesOf(by)
    const flipped = remade(by, whole, ({ manifest, objects }) => ({
      entries: manifest.objects,
      objects: objects.map((bytes, i) => (i === 2 ? bytes.map((byte) => byte ^ 1) : bytes)),
    }))
    const order = [2, 0, 1, 3]
    const early = remade(by, whole, ({ manifest, objects }) => ({
      entries: order.map((i) => manifest.objects[i]),
      objects: order.map((i) => objects[i] ?? new Uint8Array()),
    }))
    for (const bytes of [flipped, early]) expect(await refusal([bytes])).toBe('malformed')
  })

  it('when an entry promises more than an attached file may have', async () => {
    const by = person()
    const huge = remade(by, await bytesOf(by), ({ manifest, objects }) => ({
      entries: manifest.objects.map((entry, i) =>
        i === 3 ? { ...entry, length: 2 ** 31 + 1 } : entry,
      ),
      objects,
    }))
    expect(await refusal([huge])).toBe('malformed')
  })
})

describe('of several faults, the earlier one in the document is told', () => {
  it('a payload that fails at its end comes before a form that fails at its beginning', async () => {
    const whole = await bytesOf(person())
    const failing = function* (start: Uint8Array) {
      yield start
      throw new Failure('truncated')
    }
    expect(await refusal(failing(Buffer.from('Dear desk,\n')))).toBe('truncated')
    expect(await refusal(failing(Buffer.from('UNDERSTORY BUNDLE 2\n')))).toBe('truncated')
    expect(await refusal(failing(whole))).toBe('truncated')
  })

  it('a fault of form at the end comes before a wrong signature, and that before a wrong object', async () => {
    const [by, other] = [person(), person()]
    const whole = await bytesOf(by)
    const keep = ({ manifest, objects }: WholeBundle) => ({ entries: manifest.objects, objects })
    const forged = remade(other, whole, keep)
    expect(await refusal([forged])).toBe('bad-signature')
    expect(await refusal([forged.subarray(0, -1)])).toBe('truncated')
    const both = remade(other, whole, ({ manifest, objects }) => ({
      entries: manifest.objects,
      objects: objects.map((bytes) => bytes.map((byte) => byte ^ 1)),
    }))
    expect(await refusal([both])).toBe('bad-signature')
  })
})
