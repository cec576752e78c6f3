import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCleaner } from './cleaner.ts'
import type { Cleaner } from './cleaner.ts'
import { hiddenTags, tagsOf } from './exiftool.ts'
import { storedPicture, tagged, tellingJpeg } from './pictures.ts'
import { cropped, difference, flopped, jpegOf, plain, quarters, rgb, storedAs } from './pixels.ts'
import { animatedPng, chunk, oneColourPng, pngOf, withChunks } from './png.ts'
import { inFull, several } from '../in-full.ts'
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
/** How far the cleaned copy is from these colours, at most. */
const distance = async (bytes: Uint8Array, colours = quarters().rgb): Promise<number> =>
  difference(rgb((await cleaner.clean(bytes)).bytes), colours)
/** The same for the first quarter, without its edges, at which some formats mix colours. */
const insideOf = async (bytes: Uint8Array): Promise<number> => {
  const { width, height, bytes: cleaned } = await cleaner.clean(bytes)
  const corner = { left: 4, top: 4, width: 24, height: 16 }
  const seen = cropped({ width, height, rgb: rgb(cleaned) }, corner)
  return difference(seen.rgb, cropped(quarters(), corner).rgb)
}

describe('a JPEG', () => {
  it('comes out without place, camera, names, comment, profile, thumbnail and trailing data', async () => {
    const { bytes, secrets } = tellingJpeg()
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
    const archive = Buffer.from('PK\x03\x04 a file in an archive PK\x05\x06', 'latin1')
    const { bytes } = await cleaner.clean(Buffer.concat([jpegOf(quarters()), archive]))
    expect(text(bytes)).not.toContain('PK\x03\x04')
    expect(text(bytes)).not.toContain('archive')
  })

  it('has the pixels that are displayed, also of one that is coded step by step', async () => {
    const photograph = jpegOf(quarters())
    // Two decoders and two codings differ by rounding.
    expect(await distance(photograph, rgb(photograph))).toBeLessThan(4)
    expect(await insideOf(storedPicture('progressive.jpg'))).toBeLessThan(8)
  })

  it('in four printing colours becomes one for screens', async () => {
    const bytes = storedPicture('four-inks.jpg')
    expect(tagsOf([put('four.jpg', bytes)])[0]).toMatchObject({ 'File:ColorComponents': 4 })
    const cleaned = put('four-clean.jpg', (await cleaner.clean(bytes)).bytes)
    expect(tagsOf([cleaned])[0]).toMatchObject({ 'File:ColorComponents': 3 })
    expect(await cleanTags('four', bytes)).toEqual([])
    // Chromium applies no profile for inks: red stays red.
    const [red = 0, green = 255] = rgb(readFileSync(cleaned))
    expect(red).toBeGreaterThan(green + 100)
  })

  it('keeps its colours when its profile is removed', async () => {
    const wide = storedPicture('wide-colours.jpg')
    expect(await distance(wide)).toBeLessThan(24)
    // Without its profile, the same numbers would be other colours.
    expect(difference(rgb(wide), quarters().rgb)).toBeGreaterThan(24)
  })

  it('in grey stays grey', async () => {
    const cleaned = rgb((await cleaner.clean(storedPicture('grey.jpg'))).bytes)
    for (let at = 0; at < cleaned.length; at += 3)
      expect(difference(cleaned.subarray(at, at + 1), cleaned.subarray(at + 2, at + 3))).toBe(0)
  })
})

describe('an image that was held in one of eight ways', () => {
  /** The ways that turn, mirror, or do both; all eight of a JPEG. */
  const ways = (format: string): readonly number[] =>
    inFull || format === 'jpg' ? [1, 2, 3, 4, 5, 6, 7, 8] : [4, 6, 7]

  const stored = (format: string, orientation: number): Buffer => {
    const pixels = storedAs(quarters(), orientation)
    const bytes = format === 'jpg' ? jpegOf(pixels, 100) : pngOf(pixels)
    // A resolution, too: by it Chromium draws a photograph at another size.
    return tagged(bytes, format, [`-Orientation#=${String(orientation)}`, '-XResolution=144'])
  }

  it.each(['jpg', 'png'])('is upright as %s', async (format) => {
    for (const orientation of ways(format)) {
      const cleaned = await cleaner.clean(stored(format, orientation))
      expect([orientation, cleaned.width, cleaned.height]).toEqual([orientation, 96, 64])
      expect(difference(rgb(cleaned.bytes), quarters().rgb)).toBeLessThan(24)
    }
  })

  it('is upright as WebP', async () => {
    for (const orientation of ways('webp')) {
      const tags = [`-EXIF:Orientation#=${String(orientation)}`]
      const { width, height, bytes } = await cleaner.clean(
        tagged(storedPicture('still.webp'), 'webp', tags),
      )
      // This file has always the same pixels: stored like the upright ones, it shows them turned.
      const seen = { width, height, rgb: rgb(bytes) }
      expect([orientation, difference(storedAs(seen, orientation).rgb, quarters().rgb)]).toEqual([
        orientation,
        0,
      ])
    }
  })
})

describe('a PNG', () => {
  it('comes out without texts, tags, resolution, time and trailing data', async () => {
    const tags = ['-XMP:Creator=Heron Person', '-EXIF:Make=Tellingcam']
    const telling = withChunks(
      tagged(pngOf(quarters()), 'png', tags),
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
    expect(difference(rgb(bytes), quarters().rgb)).toBe(0)
    for (const secret of ['bridge', 'Heron', 'Tellingcam', 'prVt', 'trailing'])
      expect(text(bytes)).not.toContain(secret)
  })

  it('hides nothing under transparent pixels', async () => {
    const hidden = pngOf(plain(32, 32, [200, 10, 10]), 0)
    // Read as opaque, or with an alpha, it would not be white.
    expect(rgb((await cleaner.clean(hidden)).bytes).every((value) => value === 255)).toBe(true)
    const half = rgb((await cleaner.clean(pngOf(plain(32, 32, [200, 10, 10]), 51))).bytes)
    expect(difference(half, plain(32, 32, [244, 206, 206]).rgb)).toBeLessThanOrEqual(1)
  })

  it('of sixteen bits keeps its colours in eight, and so does one with a palette', async () => {
    expect(await distance(storedPicture('sixteen-bits.png'))).toBeLessThanOrEqual(1)
    expect(await distance(storedPicture('palette.png'))).toBeLessThanOrEqual(1)
  })

  it('with more pixels than the limit is refused before it is decoded', async () => {
    const bomb = oneColourPng(30_000)
    expect(bomb.length).toBeLessThan(1_000_000)
    const since = Date.now()
    expect(await cleaner.refusal(bomb)).toBe('too-big')
    expect(Date.now() - since).toBeLessThan(2_000)
    expect(await cleaner.refusal(oneColourPng(8_001, 8_000))).toBe('too-big')
  })
})

describe('a WebP', () => {
  it('has the pixels that are displayed', async () => {
    expect(await distance(storedPicture('still.webp'))).toBe(0)
    expect(await insideOf(storedPicture('lossy.webp'))).toBeLessThan(8)
  })
})

describe('an image of more than one picture', () => {
  it.each(['gif', 'webp'])('as %s gives its first, with the number of pictures', async (format) => {
    const bytes = storedPicture(`three.${format}`)
    const cleaned = await cleaner.clean(bytes)
    expect([cleaned.format, cleaned.frames]).toEqual(['png', 3])
    expect([cleaned.width, cleaned.height]).toEqual([96, 64])
    expect(difference(rgb(cleaned.bytes), quarters().rgb)).toBeLessThan(24)
    expect(await cleanTags(`animated-${format}`, bytes)).toEqual([])
  })

  it('as an animated PNG does too', async () => {
    const bytes = animatedPng([quarters(), flopped(quarters())])
    const cleaned = await cleaner.clean(bytes)
    expect(cleaned).toMatchObject({ format: 'png', frames: 2 })
    expect(difference(rgb(cleaned.bytes), quarters().rgb)).toBe(0)
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
      bmp: 'BM\x9a\0\0\0',
      sound: 'ID3\x03',
      nothing: '',
    }
    for (const [name, content] of Object.entries(others))
      expect([name, await cleaner.refusal(Buffer.from(content, 'latin1'))]).toEqual([
        name,
        'not-cleanable',
      ])
    expect(await cleaner.refusal(storedPicture('scan.tiff'))).toBe('not-cleanable')
  })

  it('is a truncated picture of each format, of which an <img> would show a part', async () => {
    const whole = {
      jpeg: jpegOf(quarters(600, 400)),
      png: pngOf(quarters(600, 400)),
      gif: storedPicture('three.gif'),
      webp: storedPicture('still.webp'),
    }
    for (const [name, bytes] of Object.entries(whole)) {
      expect([name, await cleaner.refusal(bytes)]).toEqual([name, 'none'])
      // The first picture of three ends in the first third.
      for (const part of [0.01, 0.2, name === 'gif' ? 0.25 : 0.5]) {
        const cut = bytes.subarray(0, Math.max(12, Math.floor(bytes.length * part)))
        expect([name, part, await cleaner.refusal(cut)]).toEqual([name, part, 'broken-image'])
      }
    }
    for (const bytes of [whole.jpeg, whole.png, whole.webp])
      expect(await cleaner.refusal(bytes.subarray(0, bytes.length * 0.99))).toBe('broken-image')
  })

  it('is a picture whose bytes fail their checksum, and a file that only begins like one', async () => {
    const changed = pngOf(quarters())
    changed[60] = (changed[60] ?? 0) ^ 1
    for (const bytes of [
      changed,
      Buffer.from('\xff\xd8\xff<svg/>', 'latin1'),
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      Buffer.from('GIF89a', 'latin1'),
      Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'),
      Buffer.from('RIFF\x10\0\0\0WEBPVP8X', 'latin1'),
    ])
      expect(await cleaner.refusal(bytes)).toBe('broken-image')
  })
})

describe('a large image', () => {
  it('is cleaned up to 64 million pixels, and on a side of 32,767', async () => {
    expect(await cleaner.clean(oneColourPng(8_000))).toMatchObject({ width: 8_000, height: 8_000 })
    expect(await cleaner.clean(oneColourPng(32_767, 3))).toMatchObject({ width: 32_767, height: 3 })
    expect(await cleaner.refusal(oneColourPng(32_768, 3))).toBe('too-big')
  })
})

// Collections of Exif samples, where the machine has them: every sixth, or all in the long run.
const tried = samples.filter((_, at) => at % several(6, 1) === 0)
describe(`pictures of many cameras (${tried.length} here)`, () => {
  it('are all cleaned to the tags that their pixels need, or refused with a code', async ({
    skip,
  }) => {
    skip(tried.length === 0, 'no samples lie here: UNDERSTORY_EXIF_SAMPLES names their folder')
    const written: string[] = []
    for (const path of tried) {
      const bytes = readFileSync(path)
      const code = await cleaner.refusal(bytes)
      expect(['none', 'broken-image', 'not-cleanable']).toContain(code)
      if (code !== 'none') continue
      const { bytes: cleaned, format } = await cleaner.clean(bytes)
      written.push(put(`sample-${basename(path)}.${format}`, cleaned))
    }
    expect(written.length).toBeGreaterThanOrEqual(tried.length * 0.9)
    const before = tagsOf([...tried]).flatMap((tags) => hiddenTags(tags))
    expect(before.some((tag) => tag.startsWith('GPS:'))).toBe(true)
    expect(
      tagsOf(written)
        .map((tags) => hiddenTags(tags))
        .flat(),
    ).toEqual([])
  })
})
