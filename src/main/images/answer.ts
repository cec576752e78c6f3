import { Failure } from '../../shared/failure.ts'
import { joined } from '../../shared/joined.ts'
import { limits } from '../../shared/limits.ts'
import { cleanImage } from './clean-image.ts'
import type { CleanedImage, FromImages, ToImages, Wanted } from './messages.ts'
import { redactImage } from './redact-image.ts'
import { previewImage, viewImage } from './show-image.ts'
import { fromPixels } from './decoder.ts'
import { plain, reading } from './reading.ts'
import { writeBare } from './write-bare.ts'

/**
 * Pixels that were drawn from a page, as an image that holds nothing else: a PNG, in which letters keep
 * their edges and boxes may end anywhere.
 *
 * @throws Failure 'broken-image' when there are more or fewer than it says, 'too-big'.
 */
const pageImage = (
  data: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<CleanedImage> =>
  reading(async () => {
    if (data.length !== width * height * 4) throw new Failure('broken-image')
    const image = plain(fromPixels({ data, width, height, channels: 4 }))
    return { ...(await writeBare(image, 'png')), frames: 1 }
  })

type ImageAnswerPort = {
  readonly send: (message: FromImages) => void
  readonly onMessage: (listener: (data: unknown) => void) => void
}

const writtenAnew = (bytes: Uint8Array, wanted: Wanted): Promise<CleanedImage> | null => {
  if (wanted.want === 'cleaned') return cleanImage(bytes)
  if (wanted.want === 'redacted') return redactImage(bytes, wanted.boxes)
  return wanted.want === 'page' ? pageImage(bytes, wanted) : null
}

const answerTo = async (bytes: Uint8Array, wanted: Wanted): Promise<FromImages> => {
  try {
    if (wanted.want === 'view') return { kind: 'view', view: await viewImage(bytes) }
    const cleaned = await writtenAnew(bytes, wanted)
    return { kind: 'done', cleaned, preview: await previewImage(cleaned?.bytes ?? bytes) }
  } catch (cause) {
    const code = cause instanceof Failure ? cause.code : 'broken-image'
    return code === 'too-big' || code === 'not-cleanable' || code === 'invalid'
      ? { kind: 'failed', code }
      : { kind: 'failed', code: 'broken-image' }
  }
}

/** Does the one job that comes over this port. The vault process may be believed. */
export const answerImages = ({ send, onMessage }: ImageAnswerPort): void => {
  const pieces: Uint8Array[] = []
  let length = 0
  onMessage((data) => {
    const message = data as ToImages
    if (message.kind === 'piece') {
      length += message.bytes.length
      if (length <= limits.imageBytes) pieces.push(message.bytes)
      return
    }
    if (length > limits.imageBytes) {
      send({ kind: 'failed', code: 'too-big' })
      return
    }
    const whole = joined(pieces)
    pieces.length = 0
    void answerTo(whole, message).then(send)
  })
}
