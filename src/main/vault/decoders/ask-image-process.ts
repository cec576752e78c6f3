import { Failure } from '../../../shared/failure.ts'
import type { Preview, View } from '../../../shared/attachments.ts'
import { isBare } from '../../../shared/bare-image.ts'
import { imageFormat } from '../../../shared/image-format.ts'
import { FromImages } from '../../../shared/image-messages.ts'
import type { CleanedImage, Wanted } from '../../../shared/image-messages.ts'
import type { StartImageProcess, ImageChannel } from './process-channel.ts'

export type ImageJob = Wanted & {
  /** The image, streamed once from its start. */
  readonly pieces: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  readonly signal: AbortSignal
  /** Time limit for the whole job, in milliseconds. */
  readonly patience: number
}

export type ImageAnswer =
  | { readonly kind: 'done'; readonly cleaned: CleanedImage | null; readonly preview: Preview }
  | { readonly kind: 'view'; readonly view: View }

const wantedOf = (job: Wanted): Wanted => {
  if (job.want === 'redacted') return { want: job.want, boxes: job.boxes }
  if (job.want === 'page') return { want: job.want, width: job.width, height: job.height }
  return { want: job.want }
}

/** Chromium copies a message of fewer bytes, and puts a larger one into memory that is shared. */
const sharedBytes = 128 * 1024

/**
 * The same bytes on a buffer that is large enough to be shared. The first messages over a new
 * channel may be routed through the main process, which then has no copy of them.
 */
const onLargeBuffer = (bytes: Uint8Array): Uint8Array => {
  if (bytes.length >= sharedBytes) return bytes
  const large = new Uint8Array(sharedBytes)
  large.set(bytes)
  return large.subarray(0, bytes.length)
}

/** Validates a reply: only pixels, in the requested form. */
const checked = (data: unknown, want: ImageJob['want']): ImageAnswer => {
  const parsed = FromImages.safeParse(data)
  if (!parsed.success) throw new Failure('image-process')
  if (parsed.data.kind === 'failed') throw new Failure(parsed.data.code)
  if ((parsed.data.kind === 'view') !== (want === 'view')) throw new Failure('image-process')
  if (parsed.data.kind === 'view') return parsed.data
  const { cleaned } = parsed.data
  if ((cleaned === null) !== (want === 'preview')) throw new Failure('image-process')
  if (cleaned !== null && (imageFormat(cleaned.bytes) !== cleaned.format || !isBare(cleaned.bytes)))
    throw new Failure('image-process')
  return parsed.data
}

/**
 * Decodes one image in a new process, which is always killed afterwards: at its answer, at the time
 * limit, and at a cancel.
 *
 * @throws Failure 'image-process' if the process ends or sends an invalid message; 'broken-image',
 *   'not-cleanable', 'too-big', 'invalid', 'cancelled'; the errors of reading the image.
 */
export const askImageProcess = async (
  host: StartImageProcess,
  job: ImageJob,
): Promise<ImageAnswer> => {
  const { want, pieces, signal, patience } = job
  let line: ImageChannel | null = null
  let isOver = false
  try {
    return await new Promise<ImageAnswer>((resolve, reject) => {
      const late = setTimeout(() => reject(new Failure('image-process')), patience)
      late.unref()
      const cancel = (): void => reject(new Failure('cancelled'))
      if (signal.aborted) cancel()
      signal.addEventListener('abort', cancel, { once: true })
      const run = async (): Promise<void> => {
        const opened = await host()
        line = opened
        // The job may have been cancelled while the process started.
        if (isOver) return opened.end()
        opened.onEnd(() => reject(new Failure('image-process')))
        opened.onMessage((data) => {
          try {
            resolve(checked(data, want))
          } catch (cause) {
            reject(cause)
          }
        })
        for await (const bytes of pieces()) {
          if (isOver) return
          opened.send({ kind: 'piece', bytes: onLargeBuffer(bytes) })
        }
        opened.send({ kind: 'run', ...wantedOf(job) })
      }
      run().catch(reject)
    })
  } finally {
    isOver = true
    ;(line as ImageChannel | null)?.end()
  }
}
