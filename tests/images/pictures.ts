import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { writeTags } from './exiftool.ts'

/** Four colours, one in each quarter, so that every turn and every flip looks different. */
export const quarters = (width = 96, height = 64): Sharp => {
  const pixels = Buffer.alloc(width * height * 3)
  const colours = [
    [220, 30, 30],
    [30, 200, 40],
    [40, 60, 220],
    [240, 240, 60],
  ]
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const quarter = (y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)
      pixels.set(colours[quarter] ?? [], (y * width + x) * 3)
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** Red, green and blue of every pixel. */
export const rgb = async (image: Uint8Array): Promise<Buffer> =>
  sharp(image).toColourspace('srgb').removeAlpha().raw().toBuffer()

/** The largest difference of one channel of one pixel. */
export const difference = (a: Uint8Array, b: Uint8Array): number =>
  a.length === b.length
    ? a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? 0))), 0)
    : 255

/** A JPEG as a telephone makes it, with everything that one can hold. */
export const tellingJpeg = async (
  width = 96,
  height = 64,
): Promise<{ readonly bytes: Buffer; readonly secrets: readonly string[] }> => {
  const folder = mkdtempSync(join(tmpdir(), 'telling-'))
  try {
    const [path, thumbnail] = [join(folder, 'a.jpg'), join(folder, 'thumbnail.jpg')]
    writeFileSync(thumbnail, await quarters(32, 24).jpeg().toBuffer())
    writeFileSync(
      path,
      await quarters(width, height).withIccProfile('p3').jpeg({ quality: 95 }).toBuffer(),
    )
    writeTags(path, [
      '-GPSLatitude=41.9794',
      '-GPSLatitudeRef=N',
      '-GPSLongitude=129.3',
      '-GPSLongitudeRef=E',
      '-Make=Tellingcam',
      '-SerialNumber=SN-884213',
      '-DateTimeOriginal=2023:10:09 21:00:00',
      '-Orientation#=6',
      '-XResolution=300',
      '-YResolution=300',
      '-XMP:Creator=Heron Person',
      '-IPTC:City=Tumen',
      '-Comment=seen from the bridge',
      `-ThumbnailImage<=${thumbnail}`,
    ])
    const bytes = Buffer.concat([readFileSync(path), Buffer.from('trailing words')])
    const secrets = [
      'Tellingcam',
      'SN-884213',
      '2023:10:09',
      'Heron Person',
      'Tumen',
      'seen from the bridge',
      'trailing words',
    ]
    return { bytes, secrets }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
