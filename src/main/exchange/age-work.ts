import type { MessagePort } from 'node:worker_threads'
import { concat } from '../../crypto/bytes.ts'
import { sodiumReady } from '../../crypto/sodium.ts'
import { Failure } from '../../shared/failure.ts'
import { dearmored, headerCap, headerEnd, isArmored, openHeader, sealHeader } from './age-format.ts'
import type { AgeKeys, OpenedBy } from './age-format.ts'
import type { AgeJob, AgeOrder, AgeReply } from './age-file.ts'
import { PayloadOpener, PayloadSealer } from './age-stream.ts'
import { openInput } from './age-input.ts'
import type { AgeInput } from './age-input.ts'
import type { SealedFile } from './blob-cipher.ts'
import { PartWriter } from './write-export.ts'

/*
 * The age worker's side of `age-file.ts`: synchronous files and ciphers, one piece at a time.
 */

const pieceBytes = 1024 * 1024
/** Armor is for files pasted into a message: such a file is decoded in memory. */
const armoredBytes = 64 * 1024 * 1024

export type AgeWriter = {
  readonly write: (bytes: Uint8Array) => void
  /** @returns size and SHA-256 of the finished file. */
  readonly finish: () => { readonly bytes: number; readonly digest: string }
}

/** @throws Failure 'invalid', 'mixed-recipients', 'storage'; as `PartWriter` later. */
export const startWriting = async (
  job: Extract<AgeJob, { kind: 'create' }>,
): Promise<AgeWriter> => {
  const { header, fileKey } = await sealHeader(job.target)
  const sealer = new PayloadSealer(fileKey)
  fileKey.fill(0)
  const file = new PartWriter(job.folder, job.name)
  file.write(header)
  file.write(sealer.nonce)
  return {
    write: (bytes) => {
      for (const chunk of sealer.push(bytes)) file.write(chunk)
      bytes.fill(0)
    },
    finish: () => {
      file.write(sealer.end())
      sealer.wipe()
      return file.settle(job.day)
    },
  }
}

export type AgeReader = {
  readonly by: OpenedBy
  /** Size of the file. */
  readonly bytes: number
  /** Pieces of the plaintext, with the number of bytes read; see `OpenedAgeFile.chunks`. */
  readonly pieces: Generator<AgeChunk, void>
}

type AgeChunk = { readonly bytes: Uint8Array; readonly read: number }

/** @throws Failure as `openAgeFile`. */
export const startReading = async (
  path: string,
  keys: AgeKeys,
  maxBytes: number,
  sealed: SealedFile | null = null,
): Promise<AgeReader> => {
  const input = openInput(path, sealed)
  try {
    if (input.size > maxBytes) throw new Failure('too-big')
    let start = input.read(headerCap + 1)
    const armored = isArmored(start)
    if (armored) {
      if (input.size > armoredBytes) throw new Failure('too-big')
      start = dearmored(concat(start, input.read(armoredBytes)))
    }
    const end = headerEnd(start)
    const { fileKey, by } = await openHeader(start.subarray(0, end), keys)
    const opener = new PayloadOpener(fileKey)
    fileKey.fill(0)
    const pieces = opened(opener, sealedPieces(start.subarray(end), armored ? null : input), () =>
      input.close(),
    )
    return { by, bytes: input.size, pieces }
  } catch (cause) {
    input.close()
    throw cause
  }
}

const opened = function* (
  opener: PayloadOpener,
  sealed: Iterable<Uint8Array>,
  close: () => void,
): Generator<AgeChunk, void> {
  let read = 0
  try {
    for (const piece of sealed) {
      read += piece.length
      const bytes = concat(...opener.push(piece))
      if (bytes.length > 0) yield { bytes, read }
    }
    yield { bytes: opener.end(), read }
  } finally {
    opener.wipe()
    close()
  }
}

/** The bytes read with the header, then the rest of the file, if any. */
const sealedPieces = function* (
  first: Uint8Array,
  rest: AgeInput | null,
): Generator<Uint8Array, void> {
  yield first
  if (rest === null) return
  for (;;) {
    const piece = rest.read(pieceBytes)
    if (piece.length === 0) return
    yield piece
  }
}

/** Carries out one order of `age-file.ts`, and answers it once. */
type Obey = (order: AgeOrder) => void

const create = async (
  job: Extract<AgeJob, { kind: 'create' }>,
  reply: (message: AgeReply) => void,
): Promise<Obey> => {
  const file = await startWriting(job)
  reply({ kind: 'ready', by: null, bytes: 0 })
  return (order) => {
    if (order.kind !== 'bytes') {
      reply({ kind: 'done', ...file.finish() })
      return
    }
    file.write(order.bytes)
    reply({ kind: 'taken' })
  }
}

const open = async (
  { path, keys, maxBytes, sealed }: Extract<AgeJob, { kind: 'open' }>,
  reply: (message: AgeReply) => void,
): Promise<Obey> => {
  const { by, bytes, pieces } = await startReading(path, keys, maxBytes, sealed)
  reply({ kind: 'ready', by, bytes })
  return () => {
    const next = pieces.next()
    reply(
      next.done === true ? { kind: 'done', bytes, digest: null } : { kind: 'bytes', ...next.value },
    )
  }
}

/**
 * Does one job in the age worker: a reply for each order, and the thread ends with the last. Buffers
 * are transferred.
 */
export const runAgeJob = (port: MessagePort, job: AgeJob): void => {
  const reply = (message: AgeReply): void =>
    port.postMessage(message, message.kind === 'bytes' ? [message.bytes.buffer as ArrayBuffer] : [])
  const refuse = (cause: unknown): void => {
    const known = cause instanceof Failure
    const code = known ? cause.code : 'internal'
    reply({ kind: 'failed', code, fields: known ? cause.fields : [] })
  }
  const run = async (): Promise<void> => {
    await sodiumReady()
    const obey = await (job.kind === 'create' ? create(job, reply) : open(job, reply))
    let failed = false
    port.on('message', (order: AgeOrder) => {
      if (failed) return
      try {
        obey(order)
      } catch (cause) {
        failed = true
        refuse(cause)
      }
    })
  }
  run().catch(refuse)
}
