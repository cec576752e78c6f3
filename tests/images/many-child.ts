import { cleanImage } from '../../src/main/images/clean-image.ts'
import { decode, hardenDecoder } from '../../src/main/images/decoder.ts'
import type { CleanedImage } from '../../src/main/images/messages.ts'
import { Failure } from '../../src/shared/failure.ts'

// Cleans one image after another, so that a test of many need not start as many processes.
export type Asked = {
  readonly id: number
  readonly bytes: Uint8Array
  readonly how: 'clean' | 'open'
}
export type Told = {
  readonly id: number
  readonly code: string | null
  readonly cleaned: CleanedImage | null
}

hardenDecoder()

process.on('message', ({ id, bytes, how }: Asked) => {
  const tell = (told: Omit<Told, 'id'>): void => void process.send?.({ id, ...told })
  const work = async (): Promise<CleanedImage | null> => {
    if (how === 'clean') return cleanImage(bytes)
    // Past every look at the beginning: what does the decoder itself open?
    await decode(bytes).metadata()
    return null
  }
  work().then(
    (cleaned) => tell({ code: null, cleaned }),
    (cause: unknown) =>
      tell({ code: cause instanceof Failure ? cause.code : 'refused', cleaned: null }),
  )
})
