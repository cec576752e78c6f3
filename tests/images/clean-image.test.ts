import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCleaner } from './cleaner.ts'
import type { Cleaner } from './cleaner.ts'
import { hiddenTags, tagsOf, writeTags } from './exiftool.ts'
import { difference, quarters, rgb, tellingJpeg } from './pictures.ts'
import { chunk, oneColourPng, withChunks } from './png.ts'
import { samples } from './samples.ts'

const place = mkdtempSync(join(tmpdir(), 'images-'))
let cleaner: Cleaner
beforeAll(() => {
  cleaner = startCleaner()
})
afterAll(() => {
  cleaner.end()
  rmSync(place, { recursive: true })
})

const put = (name: string, bytes: Uint8Array): string => {
  const path = join(place, name)
  writeFileSync(path, bytes)
  return path
}
const cleanTags = async (name: string, bytes: Uint8Array): Promise<string[]> => {
  const { bytes: cleaned, format } = await cleaner.clean(bytes)
  return hiddenTags(tagsOf([put(`${name}.${format}`, cleaned)])[0] ?? {})
}
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

describe('a JPEG', () => {
  it('comes out without place, camera, names, comment, profile, thumbnail and trailing data', async () => {
    const { bytes, secrets } = await tellingJpeg()
    const before = Object.keys(tagsOf([put('telling.jpg', bytes)])[0] ?? {})
    for (const tag of ['GPS:GPSLatitude', 'IPTC:City', 'XMP-dc:Creator', 'IFD1:ThumbnailImage'])
      expect(before).toContain(tag)
    expect(before.some((tag) => tag.startsWith('ICC'))).toBe(true)
    for (const secret of secrets) expect(text(bytes)).toContain(secret)
    expect(await cleanTags('telling', bytes)).toEqual([])
    const { bytes: cleaned, format, frames } = await cleaner.clean(bytes)
    expect([format, frames]).toEqual(['jpeg', 1])
    for (const secret of secrets) expect(text(cleaned)).not.toContain(secret)
  })

  it('that is also an archive comes out as a picture only', async () => {
    const picture = await quarters().jpeg().toBuffer()
    const archive = Buffer.from('PK\x03\x04 a file in an archive PK\x05\x06', 'latin1')
    const { bytes } = await cleaner.clean(Buffer.concat([picture, archive]))
    expect(text(bytes)).not.toContain('PK\x03\x04')
    expect(text(bytes)).not.toContain('archive')
  })

  it('is upright, whichever of the eight ways it was held', async () => {
    const upright = await quarters().png().toBuffer()
    const pixels = await rgb(upright)
    // The order of the pixels in the file, for each way the camera was held.
    const stored: readonly ((seen: Sharp) => Sharp)[] = [
      (seen) => seen,
      (seen) => seen.flop(),
      (seen) => seen.rotate(180),
      (seen) => seen.flip(),
      (seen) => seen.rotate(270),
      (seen) => seen.rotate(270),
      (seen) => seen.rotate(90),
      (seen) => seen.rotate(90),
    ]
    const flopped = await sharp(upright).flop().png().toBuffer()
    for (const [index, store] of stored.entries()) {
      const seen = index === 4 || index === 6 ? flopped : upright
      const bytes = await store(sharp(seen))
        .withMetadata({ orientation: index + 1 })
        .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
        .toBuffer()
      const cleaned = await cleaner.clean(bytes)
      expect([index + 1, cleaned.width, cleaned.height]).toEqual([index + 1, 96, 64])
      expect(difference(await rgb(cleaned.bytes), pixels)).toBeLessThan(24)
    }
  })

  it('in four printing colours becomes one for screens', async () => {
    const bytes = await quarters().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer()
    expect((await sharp(bytes).metadata()).space).toBe('cmyk')
    const cleaned = await cleaner.clean(bytes)
    expect((await sharp(cleaned.bytes).metadata()).space).toBe('srgb')
    expect(await cleanTags('cmyk', bytes)).toEqual([])
  })

  it('keeps its colours when its profile is removed', async () => {
    const wide = await quarters()
      .withIccProfile('p3')
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer()
    // Without its profile, the same numbers would be other colours.
    const raw = await sharp(wide, { ignoreIcc: true }).raw().toBuffer()
    const cleaned = await rgb((await cleaner.clean(wide)).bytes)
    expect(difference(cleaned, await quarters().raw().toBuffer())).toBeLessThan(24)
    expect(difference(raw, await quarters().raw().toBuffer())).toBeGreaterThan(24)
  })

  it('in grey stays grey', async () => {
    const bytes = await quarters().greyscale().jpeg({ quality: 100 }).toBuffer()
    const cleaned = await cleaner.clean(bytes)
    expect(difference(await rgb(cleaned.bytes), await rgb(bytes))).toBeLessThan(8)
  })
})

describe('a PNG', () => {
  it('comes out without texts, tags, resolution, time and trailing data', async () => {
    const plain = await quarters().png().toBuffer()
    const path = put('tags.png', plain)
    writeTags(path, ['-XMP:Creator=Heron Person', '-EXIF:Make=Tellingcam'])
    const telling = withChunks(
      readFileSync(path),
      [
        chunk('tEXt', 'Comment\0seen from the bridge'),
        chunk('zTXt', Buffer.concat([Buffer.from('Author\0\0'), deflateSync('Heron')])),
        chunk('iTXt', 'Title\0\0\0\0\0a title'),
        chunk('tIME', Buffer.from([7, 231, 10, 9, 21, 0, 0])),
        chunk('pHYs', Buffer.from([0, 0, 46, 35, 0, 0, 46, 35, 1])),
        chunk('prVt', 'of our own'),
      ],
      'trailing words',
    )
    const before = hiddenTags(tagsOf([put('telling.png', telling)])[0] ?? {})
    expect(before.length).toBeGreaterThan(7)
    expect(await cleanTags('telling-png', telling)).toEqual([])
    const { bytes } = await cleaner.clean(telling)
    expect(difference(await rgb(bytes), await rgb(plain))).toBe(0)
    for (const secret of ['bridge', 'Heron', 'Tellingcam', 'prVt', 'trailing'])
      expect(text(bytes)).not.toContain(secret)
  })

  it('hides nothing under transparent pixels', async () => {
    const under = Buffer.alloc(32 * 32 * 4, Buffer.from([200, 10, 10, 0]))
    const bytes = await sharp(under, { raw: { width: 32, height: 32, channels: 4 } })
      .png()
      .toBuffer()
    expect((await rgb(bytes))[0]).toBe(200)
    const cleaned = await cleaner.clean(bytes)
    expect((await sharp(cleaned.bytes).metadata()).hasAlpha).toBe(false)
    expect((await rgb(cleaned.bytes)).every((value) => value === 255)).toBe(true)
  })

  it('of sixteen bits keeps its colours in eight', async () => {
    const bytes = await quarters().toColourspace('rgb16').png().toBuffer()
    expect((await sharp(bytes).metadata()).depth).toBe('ushort')
    const cleaned = await cleaner.clean(bytes)
    expect((await sharp(cleaned.bytes).metadata()).depth).toBe('uchar')
    expect(difference(await rgb(cleaned.bytes), await rgb(bytes))).toBeLessThan(3)
  })

  it('with more pixels than the limit is refused before it is decoded', async () => {
    const bomb = oneColourPng(30_000)
    expect(bomb.length).toBeLessThan(1_000_000)
    const since = Date.now()
    expect(await cleaner.refusal(bomb)).toBe('too-big')
    expect(Date.now() - since).toBeLessThan(2_000)
  })
})

describe('an image of more than one picture', () => {
  const frames = async (): Promise<Buffer[]> =>
    Promise.all(
      [quarters(), quarters().negate(), quarters().flop()].map((one) => one.png().toBuffer()),
    )

  it.each(['gif', 'webp'] as const)(
    'as %s gives its first, with the number of pictures',
    async (format) => {
      const animated = sharp(await frames(), { join: { animated: true } })
      const written = format === 'gif' ? animated.gif() : animated.webp({ lossless: true })
      const bytes = await written.toBuffer()
      const cleaned = await cleaner.clean(bytes)
      expect([cleaned.format, cleaned.frames]).toEqual(['png', 3])
      expect([cleaned.width, cleaned.height]).toEqual([96, 64])
      expect(
        difference(await rgb(cleaned.bytes), await rgb(await quarters().png().toBuffer())),
      ).toBeLessThan(24)
      expect(await cleanTags(`animated-${format}`, bytes)).toEqual([])
    },
  )

  it('as an animated PNG does too', async () => {
    const bytes = withChunks(await quarters().png().toBuffer(), [
      chunk('acTL', Buffer.from([0, 0, 0, 5, 0, 0, 0, 0])),
    ])
    expect(await cleaner.clean(bytes)).toMatchObject({ format: 'png', frames: 5 })
    expect(await cleanTags('animated-png', bytes)).toEqual([])
  })
})

describe('what is refused', () => {
  it('is every file that is not an image of a supported kind', async () => {
    const others = {
      svg: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
      pdf: '%PDF-1.7\n',
      html: '<!doctype html><img src="x">',
      office: 'PK\x03\x04[Content_Types].xml',
      heic: '\0\0\0\x18ftypheic',
      avif: '\0\0\0\x18ftypavif',
      sound: 'ID3\x03',
      nothing: '',
    }
    for (const [name, content] of Object.entries(others))
      expect([name, await cleaner.refusal(Buffer.from(content, 'latin1'))]).toEqual([
        name,
        'not-cleanable',
      ])
  })

  it('is a truncated picture, and a file that only begins like one', async () => {
    const jpeg = await quarters(600, 400).jpeg().toBuffer()
    for (const bytes of [
      jpeg.subarray(0, jpeg.length / 2),
      jpeg.subarray(0, 20),
      Buffer.from('\xff\xd8\xff<svg/>', 'latin1'),
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      Buffer.from('GIF89a', 'latin1'),
      Buffer.from('II*\0', 'latin1'),
      Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'),
    ])
      expect(await cleaner.refusal(bytes)).toBe('broken-image')
  })

  it('includes formats whose decoder is disabled, even if the check of the first bytes is bypassed', async () => {
    expect(await cleaner.opens(await quarters().png().toBuffer())).toBe(true)
    const closed = [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      await quarters().avif({ effort: 0 }).toBuffer(),
      Buffer.from('P6 1 1 255\nabc'),
    ]
    expect((await sharp(closed[0]).metadata()).format).toBe('svg')
    for (const bytes of closed) expect(await cleaner.opens(bytes)).toBe(false)
  })
})

describe('a large image', () => {
  it('leaves no pixel on a disk, not even in a temporary file', async () => {
    // Above 100 MiB of pixels libvips by itself writes a file into TMPDIR, which does not exist
    // here.
    const bytes = await sharp({
      create: { width: 7_000, height: 5_200, channels: 3, background: '#345678' },
    })
      .webp({ effort: 0 })
      .toBuffer()
    expect(await cleaner.clean(bytes)).toMatchObject({ width: 7_000, height: 5_200 })
  })
})

// Collections of Exif samples, where the machine has them.
describe(`pictures of many cameras (${samples.length} here)`, () => {
  it('are all cleaned to the tags that their pixels need, or refused with a code', async ({
    skip,
  }) => {
    skip(samples.length === 0, 'no samples lie here: UNDERSTORY_EXIF_SAMPLES names their folder')
    const written: string[] = []
    for (const path of samples) {
      const bytes = readFileSync(path)
      const code = await cleaner.refusal(bytes)
      expect(['none', 'broken-image']).toContain(code)
      if (code !== 'none') continue
      const { bytes: cleaned, format } = await cleaner.clean(bytes)
      written.push(put(`sample-${basename(path)}.${format}`, cleaned))
    }
    expect(written.length).toBeGreaterThanOrEqual(36)
    const before = tagsOf([...samples]).flatMap((tags) => hiddenTags(tags))
    expect(before.some((tag) => tag.startsWith('GPS:'))).toBe(true)
    expect(
      tagsOf(written)
        .map((tags) => hiddenTags(tags))
        .flat(),
    ).toEqual([])
  })
})
