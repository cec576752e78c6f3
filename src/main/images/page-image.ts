import { Failure } from '../../shared/failure.ts'
import { fromPixels } from './decoder.ts'
import type { CleanedImage } from './messages.ts'
import { plain, reading } from './reading.ts'
import { writeBare } from './write-bare.ts'

/**
 * Pixels that were drawn from a page, as an image that holds nothing else: a PNG, in which letters keep
 * their edges and boxes may end anywhere.
 *
 * @throws Failure 'broken-image' when there are more or fewer than it says, 'too-big'.
 */
export const pageImage = (
  data: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<CleanedImage> =>
  reading(async () => {
    if (data.length !== width * height * 4) throw new Failure('broken-image')
    const image = plain(fromPixels({ data, width, height, channels: 4 }))
    return { ...(await writeBare(image, 'png')), frames: 1 }
  })
