import { Failure } from '../../../shared/failure.ts'
import type { Preview } from '../../../shared/attachments.ts'
import type { CleanedImage } from '../../images/messages.ts'
import { askImageProcess } from './ask-image-process.ts'
import type { ImageAnswer, ImageJob } from './ask-image-process.ts'
import type { ImageHost } from './image-host.ts'

/** Milliseconds; the largest image that is allowed took six seconds on two slow cores. */
const patience = { cleaned: 120_000, preview: 30_000 }
/** Small pictures that are remembered: 400 KiB each at most. */
const rememberedMax = 64

type Pieces = ImageJob['pieces']

/** Has images read, for one session: one process at a time, and each image by a process of its own. */
export type ImageDesk = {
  /** @throws Failure as `askImageProcess`. */
  readonly clean: (
    pieces: Pieces,
    signal: AbortSignal,
  ) => Promise<{ readonly cleaned: CleanedImage; readonly preview: Preview }>
  /** A small picture that is here already. */
  readonly remembered: (digest: string) => Preview | null
  readonly remember: (digest: string, preview: Preview) => void
  /** @throws Failure as `askImageProcess`. */
  readonly preview: (digest: string, pieces: Pieces) => Promise<Preview>
  /** Kills what is running, refuses what waits, and forgets every picture. */
  readonly end: () => void
}

export const createImageDesk = (host: ImageHost): ImageDesk => {
  const ending = new AbortController()
  const waiting: { readonly want: ImageJob['want']; readonly run: () => Promise<void> }[] = []
  const previews = new Map<string, Preview>()
  const underWay = new Map<string, Promise<Preview>>()
  let isBusy = false

  const next = (): void => {
    if (isBusy) return
    // Whoever cleans is waiting for it; small pictures come by themselves.
    const first = waiting.findIndex(({ want }) => want === 'cleaned')
    const [job] = waiting.splice(Math.max(first, 0), 1)
    if (job === undefined) return
    isBusy = true
    void job.run().finally(() => {
      isBusy = false
      next()
    })
  }
  const ask = (
    want: ImageJob['want'],
    pieces: Pieces,
    cancel?: AbortSignal,
  ): Promise<ImageAnswer> => {
    const signals = cancel === undefined ? [ending.signal] : [ending.signal, cancel]
    return new Promise((resolve, reject) => {
      const run = async (): Promise<void> => {
        const { signal, release } = anyOf(signals)
        try {
          if (signal.aborted) throw new Failure('cancelled')
          resolve(await askImageProcess(host, { want, pieces, signal, patience: patience[want] }))
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
  const preview = async (digest: string, pieces: Pieces): Promise<Preview> => {
    const answer = await ask('preview', pieces)
    remember(digest, answer.preview)
    return answer.preview
  }
  return {
    clean: async (pieces, signal) => {
      const { cleaned, preview: small } = await ask('cleaned', pieces, signal)
      if (cleaned === null) throw new Failure('image-process')
      return { cleaned, preview: small }
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

/** Aborted as soon as one of these is. (`AbortSignal.any` is not in every runtime.) */
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
