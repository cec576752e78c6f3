import type {
  AttachedFile,
  CleanedFile,
  Preview,
  RedactionBox,
  View,
} from '../../../shared/attachments.ts'
import { Failure } from '../../../shared/failure.ts'
import { limits } from '../../../shared/limits.ts'
import { isBare } from '../../../shared/bare-image.ts'
import { inPieces } from '../decoders/in-pieces.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { attachedBytes } from './attached.ts'
import { keepCopy } from './keep-copy.ts'

type CleanedPieces = () => Iterable<Uint8Array>

/**
 * A cleaned copy in pieces, after a check that it contains only pixels: a file that another vault
 * merely labelled as cleaned is not decoded.
 *
 * @returns null for a file with anything but pixels.
 * @throws Failure 'broken-attachment', 'storage'.
 */
const barePieces = async (
  session: Session,
  { digest, bytes }: AttachedFile,
): Promise<CleanedPieces | null> => {
  if (bytes > limits.imageBytes) return null
  const whole = new Uint8Array(bytes)
  let at = 0
  for await (const piece of attachedBytes(session, digest)) {
    whole.set(piece, at)
    at += piece.length
  }
  if (!isBare(whole)) return null
  return () => inPieces(whole)
}

const turns = new WeakMap<Session, Promise<unknown>>()

/** A list of files requests all previews at once; only one copy is in memory at a time. */
const inTurn = <T>(session: Session, act: () => Promise<T>): Promise<T> => {
  const turn = (turns.get(session) ?? Promise.resolve()).then(act, act)
  turns.set(session, turn)
  return turn
}

/**
 * A preview of a cleaned copy.
 *
 * @returns null for a file that is only labelled as cleaned.
 * @throws Failure 'broken-attachment', 'broken-image', 'too-big', 'image-process', 'storage'.
 */
export const previewCleaned = async (
  session: Session,
  copy: AttachedFile,
): Promise<Preview | null> => {
  return inTurn(session, async () => {
    const here = session.images.remembered(copy.digest)
    if (here !== null) return here
    const pieces = await barePieces(session, copy)
    return pieces && session.images.preview(copy.digest, pieces)
  })
}

/**
 * A cleaned copy for close viewing.
 *
 * @returns null for a file that is only labelled as cleaned.
 * @throws Failure as `previewCleaned`.
 */
export const viewCleaned = async (session: Session, copy: AttachedFile): Promise<View | null> => {
  const pieces = await barePieces(session, copy)
  return pieces && session.images.view(pieces)
}

/**
 * Re-encodes a cleaned copy with black boxes in its pixels, and stores the result beside the copy.
 * It is kept until the lock, and longer only if a report names it.
 *
 * @throws Failure 'invalid' for a box outside the picture, 'not-cleanable' for a file that is only
 *   labelled as cleaned, 'too-big', 'broken-image', 'image-process', 'broken-attachment',
 *   'storage', 'cancelled'. Nothing stays then.
 */
export const redactCleaned = async (
  session: Session,
  copy: CleanedFile,
  boxes: readonly RedactionBox[],
  { signal, progress }: TaskPorts,
): Promise<CleanedFile> => {
  progress(0, 0)
  const pieces = await barePieces(session, copy)
  if (pieces === null) throw new Failure('not-cleanable')
  const written = await session.images.redact(pieces, boxes, signal).catch((cause: unknown) => {
    throw cause instanceof Failure && cause.code === 'invalid'
      ? new Failure('invalid', { fields: ['boxes'] })
      : cause
  })
  const kept = await keepCopy(session, written, signal)
  return { ...kept, ...(copy.frames !== undefined && { frames: copy.frames }), redacted: true }
}
