import { Failure } from '../../../shared/failure.ts'
import type { Preview, RedactionBox, View } from '../../../shared/attachments.ts'
import type { CleanedImage, Wanted } from '../../../shared/image-messages.ts'
import { askImageProcess } from './ask-image-process.ts'
import type { ImageAnswer, ImageJob } from './ask-image-process.ts'
import type { StartImageProcess } from './process-channel.ts'
import { inPieces } from './in-pieces.ts'

/** In milliseconds; the largest allowed image took six seconds on two slow cores. */
const patience = {
  cleaned: 120_000,
  redacted: 120_000,
  page: 120_000,
  view: 60_000,
  preview: 30_000,
}
/** Number of cached previews, each at most 400 KiB. */
const rememberedMax = 64

type ImagePieces = ImageJob['pieces']

/** Red, green, blue and alpha of each pixel, row by row. */
type Pixels = Pick<Preview, 'width' | 'height' | 'pixels'>

/** A re-encoded image and its preview. */
type Written = { readonly cleaned: CleanedImage; readonly preview: Preview }

/** Decodes images for one session: one process at a time, and a separate process for each image. */
export type ImageDecoder = {
  /** @throws Failure as `askImageProcess`. */
  readonly clean: (pieces: ImagePieces, signal: AbortSignal) => Promise<Written>
  /** @throws Failure as `askImageProcess`; 'invalid' for a box outside the picture. */
  readonly redact: (
    pieces: ImagePieces,
    boxes: readonly RedactionBox[],
    signal: AbortSignal,
  ) => Promise<Written>
  /**
   * An image made of the pixels of a rendered page; the pixels are wiped. @throws Failure as the
   * others.
   */
  readonly fromPage: (page: Pixels, signal: AbortSignal) => Promise<Written>
  /** A picture for close viewing, which is not cached. @throws Failure as the others. */
  readonly view: (pieces: ImagePieces) => Promise<View>
  /** The cached preview, if any. */
  readonly remembered: (digest: string) => Preview | null
  readonly remember: (digest: string, preview: Preview) => void
  /** @throws Failure as `askImageProcess`. */
  readonly preview: (digest: string, pieces: ImagePieces) => Promise<Preview>
  /** Kills the running process, refuses waiting jobs and clears the cache. */
  readonly end: () => void
}

export const createImageDecoder = (host: StartImageProcess): ImageDecoder => {
  const ending = new AbortController()
  const waiting: { readonly want: ImageJob['want']; readonly run: () => Promise<void> }[] = []
  const previews = new Map<string, Preview>()
  const underWay = new Map<string, Promise<Preview>>()
  let isBusy = false

  const next = (): void => {
    if (isBusy) return
    // Previews last: the user waits for the other jobs.
    const first = waiting.findIndex(({ want }) => want !== 'preview')
    const [job] = waiting.splice(Math.max(first, 0), 1)
    if (job === undefined) return
    isBusy = true
    void job.run().finally(() => {
      isBusy = false
      next()
    })
  }
  const ask = (wanted: Wanted, pieces: ImagePieces, cancel?: AbortSignal): Promise<ImageAnswer> => {
    const { want } = wanted
    const signals = cancel === undefined ? [ending.signal] : [ending.signal, cancel]
    return new Promise((resolve, reject) => {
      const run = async (): Promise<void> => {
        const { signal, release } = anyOf(signals)
        try {
          if (signal.aborted) throw new Failure('cancelled')
          const job = { ...wanted, pieces, signal, patience: patience[want] }
          resolve(await askImageProcess(host, job))
        } catch (cause) {
          reject(cause)
        } finally {
          release()
        }
      }
      waiting.push({ want, run })
      next()
    })
  }
  const remember = (digest: string, preview: Preview): void => {
    if (ending.signal.aborted) return
    previews.set(digest, preview)
    const [oldest] = previews.keys()
    if (previews.size > rememberedMax && oldest !== undefined) previews.delete(oldest)
  }
  const preview = async (digest: string, pieces: ImagePieces): Promise<Preview> => {
    const answer = await ask({ want: 'preview' }, pieces)
    if (answer.kind !== 'done') throw new Failure('image-process')
    remember(digest, answer.preview)
    return answer.preview
  }
  const write = async (
    wanted: Wanted,
    pieces: ImagePieces,
    signal: AbortSignal,
  ): Promise<Written> => {
    const answer = await ask(wanted, pieces, signal)
    if (answer.kind !== 'done' || answer.cleaned === null) throw new Failure('image-process')
    return { cleaned: answer.cleaned, preview: answer.preview }
  }
  return {
    clean: (pieces, signal) => write({ want: 'cleaned' }, pieces, signal),
    redact: (pieces, boxes, signal) => write({ want: 'redacted', boxes }, pieces, signal),
    fromPage: ({ width, height, pixels }, signal) =>
      write({ want: 'page', width, height }, () => inPieces(pixels), signal).finally(() =>
        pixels.fill(0),
      ),
    view: async (pieces) => {
      const answer = await ask({ want: 'view' }, pieces)
      if (answer.kind !== 'view') throw new Failure('image-process')
      return answer.view
    },
    remembered: (digest) => previews.get(digest) ?? null,
    remember,
    preview: (digest, pieces) => {
      const running = underWay.get(digest) ?? preview(digest, pieces)
      underWay.set(digest, running)
      return running.finally(() => underWay.delete(digest))
    },
    end: () => {
      ending.abort()
      previews.clear()
    },
  }
}

/** Aborts when any of these signals does. (`AbortSignal.any` is not in every runtime.) */
const anyOf = (
  signals: readonly AbortSignal[],
): { readonly signal: AbortSignal; readonly release: () => void } => {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  for (const signal of signals) {
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
  }
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of signals) signal.removeEventListener('abort', abort)
    },
  }
}
