import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeTags } from './exiftool.ts'
import { jpegOf, quarters } from './pixels.ts'

const folder = join(import.meta.dirname, 'pictures')

/** Small pictures of the four quarters, made by libvips in forms that the tests do not write. */
export const storedPicture = (name: string): Buffer => readFileSync(join(folder, name))

/** The file after exiftool has written these tags into it. */
export const tagged = (bytes: Uint8Array, ending: string, tags: readonly string[]): Buffer => {
  const place = mkdtempSync(join(tmpdir(), 'tagged-'))
  try {
    const path = join(place, `a.${ending}`)
    writeFileSync(path, bytes)
    writeTags(path, tags)
    return readFileSync(path)
  } finally {
    rmSync(place, { recursive: true })
  }
}

/** A JPEG as a telephone makes it, with everything that one can hold. */
export const tellingJpeg = (
  width = 96,
  height = 64,
): { readonly bytes: Buffer; readonly secrets: readonly string[] } => {
  const place = mkdtempSync(join(tmpdir(), 'telling-'))
  try {
    const thumbnail = join(place, 'thumbnail.jpg')
    writeFileSync(thumbnail, jpegOf(quarters(32, 24)))
    const bytes = tagged(jpegOf(quarters(width, height), 95), 'jpg', [
      `-ICC_Profile<=${join(folder, 'p3.icc')}`,
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
    const secrets = [
      'Tellingcam',
      'SN-884213',
      '2023:10:09',
      'Heron Person',
      'Tumen',
      'seen from the bridge',
      'trailing words',
    ]
    return { bytes: Buffer.concat([bytes, Buffer.from('trailing words')]), secrets }
  } finally {
    rmSync(place, { recursive: true })
  }
}
