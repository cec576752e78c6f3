import { Failure } from '../shared/failure.ts'
import type { FromImages, ToImages, Wanted } from '../shared/image-messages.ts'
import { joined } from '../shared/joined.ts'
import { limits } from '../shared/limits.ts'
import { burnBoxes } from './burn-boxes.ts'
import { decodeImage } from './decode-image.ts'
import type { Decoded } from './decode-image.ts'
import { createPicture, putPixels } from './picture.ts'
import { previewOf, viewOf } from './show-image.ts'
import { writeImage } from './write-image.ts'

type ImageAnswerPort = {
  readonly send: (message: FromImages) => void
  readonly onMessage: (listener: (data: unknown) => void) => void
}

/** An image and its preview. JPEG stays JPEG, and any other format becomes a PNG. */
const written = async ({ picture, format, frames }: Decoded): Promise<FromImages> => {
  const preview = previewOf(picture)
  const cleaned = await writeImage(picture, format === 'jpeg' ? 'jpeg' : 'png')
  return { kind: 'done', cleaned: { ...cleaned, frames }, preview }
}

/**
 * Pixels that were drawn from a page of a PDF, as an image that holds nothing else: a PNG, in which
 * letters keep their edges and boxes may end anywhere.
 *
 * @throws Failure 'broken-image' when there are more or fewer than it says, 'too-big'.
 */
const pageImage = async (
  pixels: Uint8Array<ArrayBuffer>,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<FromImages> => {
  if (pixels.length !== width * height * 4) throw new Failure('broken-image')
  const picture = createPicture(width, height)
  putPixels(picture, pixels)
  return written({ picture, format: 'png', frames: 1 })
}

const answerTo = async (bytes: Uint8Array<ArrayBuffer>, wanted: Wanted): Promise<FromImages> => {
  if (wanted.want === 'page') return pageImage(bytes, wanted)
  const decoded = await decodeImage(bytes)
  const { picture, format } = decoded
  switch (wanted.want) {
    case 'cleaned':
      return written(decoded)
    case 'view':
      return { kind: 'view', view: viewOf(picture) }
    case 'preview':
      return { kind: 'done', cleaned: null, preview: previewOf(picture) }
    case 'redacted':
      if (format !== 'jpeg' && format !== 'png') throw new Failure('not-cleanable')
      burnBoxes(picture, wanted.boxes, format)
      return written({ ...decoded, frames: 1 })
  }
}

/** Reduces errors to a code: their text is dropped. */
const refusalIn = (cause: unknown): FromImages => {
  const code = cause instanceof Failure ? cause.code : 'broken-image'
  return code === 'too-big' || code === 'not-cleanable' || code === 'invalid'
    ? { kind: 'failed', code }
    : { kind: 'failed', code: 'broken-image' }
}

/** Does the one job that comes over this port. The vault process is trusted. */
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
    void answerTo(whole, message).catch(refusalIn).then(send)
  })
}
