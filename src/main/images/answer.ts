import { Failure } from '../../shared/failure.ts'
import { limits } from '../../shared/limits.ts'
import { cleanImage, previewImage } from './clean-image.ts'
import type { FromImages, ToImages } from './messages.ts'

type Port = {
  readonly send: (message: FromImages) => void
  readonly onMessage: (listener: (data: unknown) => void) => void
}

const answerTo = async (bytes: Uint8Array, want: 'cleaned' | 'preview'): Promise<FromImages> => {
  try {
    const cleaned = want === 'cleaned' ? await cleanImage(bytes) : null
    return { kind: 'done', cleaned, preview: await previewImage(cleaned?.bytes ?? bytes) }
  } catch (cause) {
    const code = cause instanceof Failure ? cause.code : 'broken-image'
    return code === 'too-big' || code === 'not-cleanable'
      ? { kind: 'failed', code }
      : { kind: 'failed', code: 'broken-image' }
  }
}

const joined = (pieces: readonly Uint8Array[], length: number): Uint8Array => {
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Does the one job that comes over this port. The vault process may be believed. */
export const answerImages = ({ send, onMessage }: Port): void => {
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
    const whole = joined(pieces, length)
    pieces.length = 0
    void answerTo(whole, message.want).then(send)
  })
}
