import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isBare } from '../../src/shared/bare-image.ts'
import type { RedactionBox } from '../../src/shared/attachments.ts'
import { limits } from '../../src/shared/limits.ts'
import { startCleaner } from './cleaner.ts'
import type { Cleaner } from './cleaner.ts'
import { storedPicture, tagged, tellingJpeg } from './pictures.ts'
import {
  cropped,
  difference,
  jpegOf,
  pixelsBy,
  plain,
  quarters,
  readPicture,
  rgb,
  storedAs,
} from './pixels.ts'
import type { Pixels } from './pixels.ts'
import { oneColourPng, pngOf } from './png.ts'

let cleaner: Cleaner
beforeAll(() => {
  cleaner = startCleaner()
})
afterAll(() => cleaner.end())

const box = (left: number, top: number, width: number, height: number): RedactionBox => ({
  left,
  top,
  width,
  height,
})

/** Colours that differ between neighbours, so that a remainder would be visible. */
const noise = (width: number, height: number, seed = 7): Pixels => {
  let state = seed
  const next = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    // Never dark: black is what a box leaves.
    return 96 + ((state >>> 16) % 160)
  }
  return pixelsBy(width, height, () => [next(), next(), next()])
}

/** Every channel of every pixel in a box. */
const under = (image: Uint8Array, where: RedactionBox): Buffer =>
  cropped(readPicture(image), where).rgb
const isBlack = (image: Uint8Array, where: RedactionBox): boolean =>
  under(image, where).every((value) => value === 0)

describe('a box that is burned in', () => {
  const boxes = [box(3, 5, 21, 13), box(60, 40, 36, 24), box(50, 0, 1, 1)]

  it('leaves pixels of exactly its own colour in a PNG, and every other pixel as it was', async () => {
    const source = (await cleaner.clean(pngOf(noise(96, 64)))).bytes
    const { bytes, format, width, height } = await cleaner.redact(source, boxes)
    expect([format, width, height]).toEqual(['png', 96, 64])
    expect(isBare(bytes)).toBe(true)
    const [before, after] = [rgb(source), rgb(bytes)]
    for (let y = 0; y < 64; y += 1) {
      for (let x = 0; x < 96; x += 1) {
        const hidden = boxes.some(
          ({ left, top, width: w, height: h }) =>
            x >= left && x < left + w && y >= top && y < top + h,
        )
        const at = (y * 96 + x) * 3
        const expected = hidden ? [0, 0, 0] : [...before.subarray(at, at + 3)]
        if ([...after.subarray(at, at + 3)].join() !== expected.join())
          throw new Error(`at ${String(x)}, ${String(y)}`)
      }
    }
  })

  it('leaves exactly black in a JPEG too, to the edges of whole blocks, and the rest looks the same', async () => {
    const source = (await cleaner.clean(jpegOf(noise(96, 64), 60))).bytes
    const { bytes, format } = await cleaner.redact(source, [box(20, 20, 20, 10)])
    expect(format).toBe('jpeg')
    expect(isBare(bytes)).toBe(true)
    expect(isBlack(bytes, box(16, 16, 32, 16))).toBe(true)
    // A block further nothing has changed but by rounding.
    const [before, after] = [under(source, box(48, 0, 48, 64)), under(bytes, box(48, 0, 48, 64))]
    expect(difference(before, after)).toBeLessThan(24)
    expect(isBlack(bytes, box(15, 16, 1, 16))).toBe(false)
  })

  it.each(['jpeg', 'png'] as const)(
    'gives the same %s whatever it covers: no covered pixel is left anywhere',
    async (format) => {
      // Two pictures that differ only where the boxes are, down to their last pixel.
      const hidden = box(21, 19, 41, 26)
      const all = noise(96, 64)
      const cover = noise(hidden.width, hidden.height, 99)
      const other = pixelsBy(96, 64, (x, y) => {
        const [inX, inY] = [x - hidden.left, y - hidden.top]
        const isHidden = inX >= 0 && inX < hidden.width && inY >= 0 && inY < hidden.height
        const [from, left, top] = isHidden ? [cover, inX, inY] : [all, x, y]
        return cropped(from, { left, top, width: 1, height: 1 }).rgb
      })
      const outputs: Buffer[] = []
      for (const picture of [all, other]) {
        const written = format === 'jpeg' ? jpegOf(picture, 100) : pngOf(picture)
        const { bytes } = await cleaner.redact((await cleaner.clean(written)).bytes, [hidden])
        outputs.push(Buffer.from(bytes))
      }
      const [one, two] = outputs as [Buffer, Buffer]
      expect(one.equals(two)).toBe(true)
    },
  )

  it('hides what a thumbnail in the original would have shown: there is none any more', async () => {
    const { bytes, secrets } = tellingJpeg(320, 240)
    const source = await cleaner.clean(bytes)
    // The camera was held upright, and so is the copy: boxes refer to the upright picture.
    expect([source.width, source.height]).toEqual([240, 320])
    const all = box(0, 0, 240, 320)
    const redacted = (await cleaner.redact(source.bytes, [all])).bytes
    expect(isBlack(redacted, all)).toBe(true)
    const text = Buffer.from(redacted).toString('latin1')
    for (const secret of [...secrets, 'Exif', 'ICC_PROFILE']) expect(text).not.toContain(secret)
    expect(text.split('\xff\xd8\xff').length).toBe(2)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'lies where it was drawn on a photograph that was held in way %i',
    async (orientation) => {
      const stored = jpegOf(storedAs(quarters(), orientation), 100)
      const bytes = tagged(stored, 'jpg', [`-Orientation#=${String(orientation)}`])
      const { bytes: source, width, height } = await cleaner.clean(bytes)
      const corner = box(width - 16, height - 16, 16, 16)
      const redacted = (await cleaner.redact(source, [corner])).bytes
      expect(isBlack(redacted, corner)).toBe(true)
      expect(isBlack(redacted, box(0, 0, 16, 16))).toBe(false)
    },
  )

  it('covers what was transparent, and what the first picture of several shows', async () => {
    const clear = pngOf(plain(40, 40, [9, 90, 200]), 102)
    const animated = storedPicture('two.gif')
    for (const original of [clear, animated]) {
      const { bytes } = await cleaner.clean(original)
      const redacted = await cleaner.redact(bytes, [box(5, 5, 20, 20)])
      expect(redacted.frames).toBe(1)
      expect(isBlack(redacted.bytes, box(5, 5, 20, 20))).toBe(true)
      expect(isBlack(redacted.bytes, box(25, 25, 1, 1))).toBe(false)
    }
  })

  it('is black in a grey picture as well', async () => {
    const { bytes } = await cleaner.clean(storedPicture('grey.jpg'))
    const redacted = (await cleaner.redact(bytes, [box(0, 0, 33, 10)])).bytes
    expect(isBlack(redacted, box(0, 0, 48, 16))).toBe(true)
  })

  it('may be one of as many as are allowed, over each other or not', async () => {
    const many = Array.from({ length: limits.redactionBoxes }, (_, at) =>
      box(at % 90, at % 60, 3, 3),
    )
    const { bytes } = await cleaner.redact(pngOf(noise(96, 64)), many)
    for (const one of many) expect(isBlack(bytes, one)).toBe(true)
  })
})

describe('what is not burned in', () => {
  it('is a box that reaches out of the picture', async () => {
    const picture = pngOf(quarters())
    for (const out of [box(90, 0, 7, 1), box(0, 60, 1, 5), box(96, 0, 1, 1), box(0, 64, 1, 1)])
      await expect(cleaner.redact(picture, [box(0, 0, 4, 4), out])).rejects.toThrow('invalid')
  })

  it('is anything on what is no JPEG or PNG, or cannot be read', async () => {
    const webp = storedPicture('still.webp')
    await expect(cleaner.redact(webp, [box(0, 0, 4, 4)])).rejects.toThrow('not-cleanable')
    const cut = jpegOf(quarters(600, 400)).subarray(0, 900)
    await expect(cleaner.redact(cut, [box(0, 0, 4, 4)])).rejects.toThrow('broken-image')
    const words = readFileSync(import.meta.filename)
    await expect(cleaner.redact(words, [box(0, 0, 4, 4)])).rejects.toThrow('not-cleanable')
  })
})

describe('a picture to be looked at closely', () => {
  it('has all pixels of the copy', async () => {
    const picture = pngOf(noise(96, 64))
    const { width, height, shown } = await cleaner.view(picture)
    expect([width, height, shown.width, shown.height]).toEqual([96, 64, 96, 64])
    const colours = rgb(picture)
    expect(shown.pixels.length).toBe(96 * 64 * 4)
    for (let at = 0; at < 96 * 64; at += 1) {
      const [pixel, colour] = [at * 4, at * 3]
      expect([...shown.pixels.subarray(pixel, pixel + 4)]).toEqual([
        ...colours.subarray(colour, colour + 3),
        255,
      ])
    }
  })

  it('has fewer where the copy has more than a window shows, and says how large that is', async () => {
    const large = oneColourPng(4_500, 3_000)
    const { width, height, shown } = await cleaner.view(large)
    expect([width, height]).toEqual([4_500, 3_000])
    expect(shown.width * shown.height).toBeLessThanOrEqual(limits.viewPixels)
    expect(shown.width * shown.height).toBeGreaterThan(limits.viewPixels * 0.99)
    expect(shown.width / shown.height).toBeCloseTo(1.5, 2)
    const strip = oneColourPng(32_000, 10)
    expect((await cleaner.view(strip)).shown.width).toBe(limits.viewSide)
  })
})
