import type { Sharp } from 'sharp'
import { Failure } from '../../shared/failure.ts'
import { limits } from '../../shared/limits.ts'
import { isBare } from './bare.ts'
import { barePng } from './bare-png.ts'
import type { CleanedImage } from './messages.ts'

/**
 * Writes an image with nothing but what its pixels need.
 *
 * @throws Failure 'broken-image' when the encoder wrote more, 'too-big'; what decoding throws.
 */
export const writeBare = async (
  image: Sharp,
  format: CleanedImage['format'],
): Promise<Omit<CleanedImage, 'frames'>> => {
  const { data, info } = await (
    format === 'jpeg'
      ? image.jpeg({ quality: 92, chromaSubsampling: '4:4:4', optimiseCoding: false })
      : image.png({ compressionLevel: 6 })
  ).toBuffer({ resolveWithObject: true })
  const bytes = format === 'jpeg' ? new Uint8Array(data) : barePng(data)
  if (!isBare(bytes)) throw new Failure('broken-image')
  if (bytes.length > limits.imageBytes) throw new Failure('too-big')
  return { format, width: info.width, height: info.height, bytes }
}
