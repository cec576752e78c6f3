import type { Sharp } from 'sharp'
import { Failure } from '../../shared/failure.ts'

const white = '#ffffff'

/** What libvips says of an image is for nobody: a code is all that goes on. */
export const reading = async <T>(act: () => Promise<T>): Promise<T> => {
  try {
    return await act()
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    const isTooBig = cause instanceof Error && /exceeds pixel limit/i.test(cause.message)
    throw new Failure(isTooBig ? 'too-big' : 'broken-image')
  }
}

/**
 * Upright, in sRGB, eight bits deep and without transparency: under transparent pixels there may be
 * colours that nobody sees and that a copy would carry along.
 */
export const plain = (image: Sharp): Sharp =>
  image.autoOrient().flatten({ background: white }).toColourspace('srgb')
