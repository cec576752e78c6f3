import type { Sharp } from 'sharp'
import { Failure } from '../../shared/failure.ts'

const white = '#ffffff'

/** Reduces errors of libvips to a code: their text is dropped. */
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
 * Upright, in sRGB, eight bits deep and without transparency: transparent pixels may have invisible
 * colours that a copy would keep.
 */
export const plain = (image: Sharp): Sharp =>
  image.autoOrient().flatten({ background: white }).toColourspace('srgb')
