import assert from 'node:assert/strict'
import { openAnchor, sealAnchor } from '../../src/crypto/v1/anchor.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { exifOrientation, imageHeader, withoutExif } from '../../src/image/image-header.ts'
import { isBareJpeg } from '../../src/shared/bare-image.ts'
import { isBarePng, pngFrames } from '../../src/shared/bare-png.ts'
import { imageFormat } from '../../src/shared/image-format.ts'
import { FromImages } from '../../src/shared/image-messages.ts'
import { Failure } from '../../src/shared/failure.ts'
import { FromPdf } from '../../src/shared/pdf-messages.ts'
import { storedPicture } from '../images/pictures.ts'
import { chunk, oneColourPng, withChunks } from '../images/png.ts'
import type { Parser } from './parser.ts'

const segment = (marker: number, content: readonly number[]): readonly number[] => [
  ...[0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff],
  ...content,
]
const some = (length: number): readonly number[] => Array.from({ length }, (_, n) => n & 0x7f)
/** A JPEG by its structure; it need not be drawable. */
const jpeg = (...more: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...more.flat(),
    ...[...segment(0xdb, some(65)), ...segment(0xc0, some(15)), ...segment(0xc4, some(29))],
    ...[...segment(0xda, some(10)), 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4],
    ...[0xff, 0xd9],
  ])
/** An Exif block with one entry: the orientation. */
const exif: readonly number[] = [
  ...[0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0],
  ...[0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0],
]
const comment = segment(0xfe, [...Buffer.from('by whom')])
/** Adds bytes after the end of the file. */
const behind = (image: Uint8Array): Uint8Array => Uint8Array.from([...image, 1, 2, 3])
const png = (): Buffer => oneColourPng(40)

/** Turns a negative answer into a Failure. */
const must = (is: boolean): void => {
  if (!is) throw new Failure('not-cleanable')
}

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

/**
 * A port message, from a text that a fuzzer can change: `{"$bytes":3}` becomes three bytes,
 * `{"$bytes":3,"of":9}` three on a buffer of nine.
 */
const said = (text: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(text).toString('utf8'), (_, value: unknown) => {
      if (typeof value !== 'object' || value === null || !('$bytes' in value)) return value
      const length = Math.min(1e6, Math.max(0, Number(value.$bytes) || 0))
      const of = 'of' in value ? Math.min(1e6, Math.max(length, Number(value.of) || 0)) : length
      return new Uint8Array(new ArrayBuffer(of), 0, length)
    })
  } catch {
    throw new Failure('malformed')
  }
}

const drawn = { page: 1, pages: 2, width: 3, height: 2, pixels: { $bytes: 24 } }
const cleaned = { format: 'png', width: 3, height: 2, frames: 1, bytes: { $bytes: 9 } }
const preview = { width: 3, height: 2, pixels: { $bytes: 24 } }

/**
 * Parsers of the vault's own files, which an attacker may have changed, and of messages from
 * decoders.
 */
export const fileParsers = (): Readonly<Record<string, Parser>> => {
  const key = Secret.random()
  const point = { seq: 7, hash: new Uint8Array(32).fill(9) }
  return {
    anchor: {
      corpus: [sealAnchor(key, 0, point)],
      read: (bytes) => {
        if (openAnchor(key, 0, bytes) === null) throw new Failure('damaged')
      },
      isBound: true,
    },
    'bare-jpeg': {
      corpus: [
        jpeg(),
        jpeg(segment(0xdd, [0, 4])),
        jpeg(comment),
        jpeg(segment(0xe1, some(40))),
        behind(jpeg()),
      ],
      read: (bytes) => {
        must(isBareJpeg(bytes))
        const all = Buffer.from(bytes)
        assert.equal(imageFormat(bytes), 'jpeg')
        assert.ok(all.subarray(-2).equals(Buffer.from([0xff, 0xd9])), 'something lies behind')
      },
    },
    'bare-png': {
      corpus: [
        png(),
        behind(png()),
        withChunks(png(), [
          chunk('tEXt', 'Author\0x'),
          chunk('acTL', Uint8Array.from([0, 0, 0, 2, 0, 0, 0, 0])),
        ]),
      ],
      read: (bytes) => {
        assert.ok(pngFrames(bytes) >= 0)
        must(isBarePng(bytes))
        assert.equal(Buffer.from(bytes).subarray(-8, -4).toString('latin1'), 'IEND')
      },
    },
    'image-header': {
      corpus: [
        jpeg(segment(0xe1, [...Buffer.from('Exif\0\0'), ...exif])),
        jpeg(),
        withChunks(png(), [chunk('eXIf', Uint8Array.from(exif))]),
        storedPicture('still.webp'),
        storedPicture('three.webp'),
        storedPicture('two.gif'),
      ],
      read: (bytes) => {
        const header = imageHeader(bytes)
        for (const { start, end } of header.exif) {
          assert.ok(start <= end && end <= bytes.length, 'Exif outside the file')
          assert.ok(exifOrientation(bytes.subarray(start, end)) >= 1)
        }
        withoutExif(Uint8Array.from(bytes), header)
      },
    },
    'from-pdf': {
      corpus: [
        bytesOf({ kind: 'drawn', drawn }),
        bytesOf({ kind: 'drawn', drawn: { ...drawn, pixels: { $bytes: 24, of: 99 } } }),
        bytesOf({ kind: 'failed', code: 'broken-pdf' }),
      ],
      read: (bytes) => {
        const parsed = FromPdf.safeParse(said(bytes))
        if (!parsed.success) throw new Failure('pdf-process')
        if (parsed.data.kind === 'failed') return
        const { width, height, pixels, page, pages } = parsed.data.drawn
        assert.equal(pixels.length, width * height * 4)
        assert.equal(pixels.buffer.byteLength, pixels.length)
        assert.ok(page >= 1 && page <= pages)
      },
    },
    'from-images': {
      corpus: [
        bytesOf({ kind: 'done', cleaned, preview }),
        bytesOf({ kind: 'done', cleaned: null, preview }),
        bytesOf({ kind: 'done', cleaned, preview: { ...preview, pixels: { $bytes: 24, of: 99 } } }),
        bytesOf({ kind: 'failed', code: 'too-big' }),
      ],
      read: (bytes) => {
        const parsed = FromImages.safeParse(said(bytes))
        if (!parsed.success) throw new Failure('image-process')
        if (parsed.data.kind !== 'done') return
        const { pixels } = parsed.data.preview
        assert.equal(pixels.buffer.byteLength, pixels.length)
        if (parsed.data.cleaned === null) return
        assert.ok(parsed.data.cleaned.bytes.length > 0)
      },
    },
  }
}
