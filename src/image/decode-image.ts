import { Failure } from '../shared/failure.ts'
import { pngFrames } from '../shared/bare-png.ts'
import type { ImageFormat } from '../shared/image-format.ts'
import { limits } from '../shared/limits.ts'
import { exifOrientation, imageHeader, withoutExif } from './image-header.ts'
import type { Orientation } from './image-header.ts'
import { createPicture } from './picture.ts'
import type { Picture } from './picture.ts'

/** A decoded file: its first picture, upright, in sRGB, eight bits deep, on white. */
export type Decoded = {
  readonly format: ImageFormat
  readonly picture: Picture
  /** Number of pictures in the file. */
  readonly frames: number
}

/** @throws Failure 'broken-image' for a side of nothing, 'too-big'. */
const mustFit = (width: number, height: number): void => {
  if (!(width > 0 && height > 0)) throw new Failure('broken-image')
  const isTooBig = width * height > limits.imagePixels
  if (width > limits.imageSide || height > limits.imageSide || isTooBig)
    throw new Failure('too-big')
}

/**
 * Decodes the first picture to its end, and drops it: an `<img>` would show half of a truncated
 * file. Its pixels are not used, because those of a JPEG are not the ones that are shown.
 *
 * @returns the number of pictures.
 * @throws Error for a file that is broken.
 */
const decodeToEnd = async (data: Uint8Array<ArrayBuffer>, type: string): Promise<number> => {
  const decoder = new ImageDecoder({ data, type })
  try {
    await decoder.completed
    const { image } = await decoder.decode({ frameIndex: 0, completeFramesOnly: true })
    image.close()
    return decoder.tracks.selectedTrack?.frameCount ?? 1
  } finally {
    decoder.close()
  }
}

/** From the place of a stored pixel to that of a seen one, as a canvas wants it. */
const turns: Readonly<
  Record<
    Orientation,
    (width: number, height: number) => readonly [number, number, number, number, number, number]
  >
> = {
  1: () => [1, 0, 0, 1, 0, 0],
  2: (width) => [-1, 0, 0, 1, width, 0],
  3: (width, height) => [-1, 0, 0, -1, width, height],
  4: (_, height) => [1, 0, 0, -1, 0, height],
  5: () => [0, 1, 1, 0, 0, 0],
  6: (_, height) => [0, 1, -1, 0, height, 0],
  7: (width, height) => [0, -1, -1, 0, height, width],
  8: (width) => [0, -1, 1, 0, 0, width],
}

/** Bytes that are turned into letters at once: a multiple of three, so that pieces can be joined. */
const pieceBytes = 3 * 8_192

/**
 * Bytes as an address that holds them. It stays in this process: Chromium would keep the content of
 * a `blob:` address in the main process.
 */
const dataUrl = (bytes: Uint8Array, mediaType: string): string => {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += pieceBytes)
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + pieceBytes))))
  return `data:${mediaType};base64,${pieces.join('')}`
}

const drawUpright = async (
  bytes: Uint8Array,
  format: ImageFormat,
  orientation: Orientation,
): Promise<Picture> => {
  const shown = new Image()
  shown.src = dataUrl(bytes, `image/${format}`)
  await shown.decode()
  const { naturalWidth: width, naturalHeight: height } = shown
  // The first picture of a GIF may be larger than the header says.
  mustFit(width, height)
  const isTurned = orientation >= 5
  const picture = createPicture(isTurned ? height : width, isTurned ? width : height)
  const { context } = picture
  context.imageSmoothingEnabled = false
  context.setTransform(...turns[orientation](width, height))
  context.drawImage(shown, 0, 0)
  context.resetTransform()
  shown.removeAttribute('src')
  return picture
}

/**
 * Decodes an image with Chromium's own decoders, after its header was measured.
 *
 * @throws Failure 'not-cleanable', 'broken-image', 'too-big'.
 */
export const decodeImage = async (bytes: Uint8Array<ArrayBuffer>): Promise<Decoded> => {
  const header = imageHeader(bytes)
  const { format, exif } = header
  mustFit(header.width, header.height)
  const [first] = exif
  const orientation =
    first === undefined ? 1 : exifOrientation(bytes.subarray(first.start, first.end))
  try {
    const counted = await decodeToEnd(bytes, `image/${format}`)
    const frames = format === 'png' ? pngFrames(bytes) : counted
    return {
      format,
      picture: await drawUpright(withoutExif(bytes, header), format, orientation),
      frames: Math.min(Math.max(frames, 1), limits.imageFrames),
    }
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('broken-image')
  }
}
