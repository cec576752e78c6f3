import { createImageDecoder } from '../../src/main/vault/decoders/image-decoder.ts'
import { inPieces } from '../../src/main/vault/decoders/in-pieces.ts'
import type { RedactionBox, View } from '../../src/shared/attachments.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { CleanedImage } from '../../src/shared/image-messages.ts'
import { lastingImageHost } from './page-image-host.ts'

/** Decodes images as a session does, but in one page: tests of many need not open as many. */
export type Cleaner = {
  /** @throws Failure */
  readonly clean: (bytes: Uint8Array) => Promise<CleanedImage>
  /** @throws Failure */
  readonly redact: (bytes: Uint8Array, boxes: readonly RedactionBox[]) => Promise<CleanedImage>
  /** @throws Failure */
  readonly view: (bytes: Uint8Array) => Promise<View>
  /** The code of the refusal; `none` when it is cleaned. */
  readonly refusal: (bytes: Uint8Array) => Promise<string>
  readonly end: () => void
}

export const startCleaner = (): Cleaner => {
  const images = createImageDecoder(lastingImageHost())
  const { signal } = new AbortController()
  const clean: Cleaner['clean'] = async (bytes) =>
    (await images.clean(() => inPieces(bytes), signal)).cleaned
  return {
    clean,
    redact: async (bytes, boxes) =>
      (await images.redact(() => inPieces(bytes), boxes, signal)).cleaned,
    view: (bytes) => images.view(() => inPieces(bytes)),
    refusal: async (bytes) => {
      try {
        await clean(bytes)
        return 'none'
      } catch (cause) {
        if (cause instanceof Failure) return cause.code
        throw cause
      }
    },
    end: images.end,
  }
}
