import { cleanImage } from '../../src/main/images/clean-image.ts'
import { decode, hardenDecoder } from '../../src/main/images/decoder.ts'
import type { CleanedImage } from '../../src/main/images/messages.ts'
import { redactImage } from '../../src/main/images/redact-image.ts'
import { viewImage } from '../../src/main/images/show-image.ts'
import type { RedactionBox, View } from '../../src/shared/attachments.ts'
import { Failure } from '../../src/shared/failure.ts'

// Cleans one image after another, so that a test of many need not start as many processes.
export type Asked = {
  readonly id: number
  readonly bytes: Uint8Array
  readonly how: 'clean' | 'open' | 'view' | { readonly redact: readonly RedactionBox[] }
}
export type Told = {
  readonly id: number
  readonly code: string | null
  readonly cleaned: CleanedImage | null
  readonly view?: View
}

hardenDecoder()

process.on('message', ({ id, bytes, how }: Asked) => {
  const tell = (told: Omit<Told, 'id'>): void => void process.send?.({ id, ...told })
  const work = async (): Promise<Omit<Told, 'id' | 'code'>> => {
    if (how === 'clean') return { cleaned: await cleanImage(bytes) }
    if (how === 'view') return { cleaned: null, view: await viewImage(bytes) }
    if (how !== 'open') return { cleaned: await redactImage(bytes, how.redact) }
    // Past every look at the beginning: what does the decoder itself open?
    await decode(bytes).metadata()
    return { cleaned: null }
  }
  work().then(
    (found) => tell({ code: null, ...found }),
    (cause: unknown) =>
      tell({ code: cause instanceof Failure ? cause.code : 'refused', cleaned: null }),
  )
})
