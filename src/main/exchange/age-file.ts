import { Failure } from '../../shared/failure.ts'
import type { Day } from '../../shared/ids.ts'
import type { AgeKeys, AgeTarget, OpenedBy } from './age-format.ts'
import { AgeThread } from './age-thread.ts'
import type { AgePlace } from './age-thread.ts'
import { appear, randomName, removeExport } from './write-export.ts'

const batchBytes = 1024 * 1024
/** How many batches may be on their way: enough that neither thread waits for the other. */
const ahead = 4

/** A finished age file that has not appeared yet. */
export type FinishedAgeFile = {
  /** `<32 hex digits>.age` */
  readonly name: string
  readonly bytes: number
  /** SHA-256 of what was encrypted and written, in hex. */
  readonly digest: string
  /** Gives it its name; does not wait. @throws Failure 'storage', and nothing stays. */
  readonly appear: () => void
  /** Takes it back, before or after it appeared. */
  readonly remove: () => void
}

/** Takes plaintext in. One call at a time; after a failure only `abort` is left, and does no harm. */
export type AgeSink = {
  /**
   * Takes a copy, and waits while the disk or the cipher is behind. Any failure discards the
   * written bytes.
   *
   * @throws Failure 'storage', 'cancelled', 'internal'.
   */
  readonly write: (bytes: Uint8Array) => Promise<void>
  /**
   * The file is complete, on the disk, and was read back whole. It stays invisible until `appear`.
   *
   * @throws Failure as `write`.
   */
  readonly finish: () => Promise<FinishedAgeFile>
  /** Nothing stays. */
  readonly abort: () => Promise<void>
}

/**
 * Begins an age v1 file in a folder: encrypted in a worker while it is written, in constant memory.
 * It has a random name and mode 0600 and is dated midnight UTC of `day`. It appears complete or not
 * at all; aborting the place's signal ends the worker at once and leaves nothing.
 *
 * @throws Failure 'invalid', 'mixed-recipients', 'storage', 'cancelled', 'internal'.
 */
export const createAgeFile = async (
  { folder, day }: { readonly folder: string; readonly day: Day },
  target: AgeTarget,
  place: AgePlace,
): Promise<AgeSink> => {
  const name = randomName('.age')
  const thread = new AgeThread({ kind: 'create', folder, name, day, target }, place)
  let batch = new Uint8Array(batchBytes)
  let length = 0
  let onTheWay = 0

  const abort = async (): Promise<void> => {
    batch.fill(0)
    await thread.end()
    removeExport(folder, name)
  }
  const orAbort = async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step()
    } catch (cause) {
      await abort()
      throw cause
    }
  }
  const send = async (): Promise<void> => {
    const bytes = length === batchBytes ? batch : batch.slice(0, length)
    if (bytes === batch) batch = new Uint8Array(batchBytes)
    else batch.fill(0)
    length = 0
    thread.order({ kind: 'bytes', bytes })
    for (onTheWay += 1; onTheWay >= ahead; onTheWay -= 1) await thread.next()
  }
  const write = (bytes: Uint8Array): Promise<void> =>
    orAbort(async () => {
      thread.check()
      for (let at = 0; at < bytes.length;) {
        const part = bytes.subarray(at, at + batchBytes - length)
        batch.set(part, length)
        length += part.length
        at += part.length
        if (length === batchBytes) await send()
      }
    })
  const finish = (): Promise<FinishedAgeFile> =>
    orAbort(async () => {
      if (length > 0) await send()
      thread.order({ kind: 'end' })
      for (;;) {
        const reply = await thread.next()
        if (reply.kind !== 'done') continue
        await thread.end()
        if (reply.digest === null) throw new Failure('internal')
        return finished(folder, name, { bytes: reply.bytes, digest: reply.digest })
      }
    })

  await orAbort(() => thread.next())
  return { write, finish, abort }
}

const finished = (
  folder: string,
  name: string,
  of: Pick<FinishedAgeFile, 'bytes' | 'digest'>,
): FinishedAgeFile => ({
  name,
  ...of,
  appear: () => {
    try {
      appear(folder, name)
    } catch (cause) {
      removeExport(folder, name)
      throw cause
    }
  },
  remove: () => removeExport(folder, name),
})

/** An age file that one of the keys opened. */
export type OpenedAgeFile = {
  readonly by: OpenedBy
  /** Size of the encrypted file. */
  readonly bytes: number
  /**
   * The plaintext in order, once. Each piece is authentic; that it is all, and that nothing was cut
   * off, is known only when this ends: act on nothing before. Leaving the loop ends the worker.
   *
   * @throws (while iterating) Failure 'truncated', 'malformed', 'storage', 'cancelled', 'internal'.
   */
  readonly chunks: AsyncIterable<Uint8Array>
  /** How many bytes of the file were read: for progress. */
  readonly read: () => number
  /** Ends the worker; needed only when `chunks` is not read. */
  readonly close: () => Promise<void>
}

/**
 * Opens an age v1 file, armored or not (an armored one of up to 64 MiB), and decrypts it in a
 * worker while it is read, in flat memory.
 *
 * @throws Failure 'too-big' above `maxBytes`; 'storage' when it cannot be read; as `openHeader` for
 * its header; 'malformed' for anything but a plain file; 'cancelled', 'internal'.
 */
export const openAgeFile = async (
  path: string,
  keys: AgeKeys,
  place: AgePlace & { readonly maxBytes: number },
): Promise<OpenedAgeFile> => {
  const thread = new AgeThread({ kind: 'open', path, maxBytes: place.maxBytes, keys }, place)
  const close = (): Promise<void> => thread.end()
  try {
    const ready = await thread.next()
    if (ready.kind !== 'ready' || ready.by === null) throw new Failure('internal')
    let read = 0
    const chunks = chunksOf(thread, (count) => {
      read = count
    })
    return { by: ready.by, bytes: ready.bytes, chunks, read: () => read, close }
  } catch (cause) {
    await close()
    throw cause
  }
}

const chunksOf = async function* (
  thread: AgeThread,
  onRead: (count: number) => void,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    for (let i = 0; i < ahead; i += 1) thread.order({ kind: 'more' })
    for (;;) {
      const reply = await thread.next()
      if (reply.kind === 'done') return
      if (reply.kind !== 'bytes') throw new Failure('internal')
      onRead(reply.read)
      yield reply.bytes
      thread.order({ kind: 'more' })
    }
  } finally {
    await thread.end()
  }
}
