import { isBareJpeg } from './bare-jpeg.ts'
import { isBarePng } from './bare-png.ts'
import { imageFormat } from './image-format.ts'

/**
 * Does an image consist of the parts that pixels need, and of no other? Only a JPEG or a PNG can. Reads
 * its structure, not its pixels: safe on whatever comes, and blind to what somebody hid within a part.
 */
export const isBare = (bytes: Uint8Array): boolean => {
  switch (imageFormat(bytes)) {
    case 'jpeg':
      return isBareJpeg(bytes)
    case 'png':
      return isBarePng(bytes)
    default:
      return false
  }
}
