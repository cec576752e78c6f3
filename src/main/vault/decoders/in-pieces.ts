/** Bytes of an image per message. */
const pieceBytes = 1024 * 1024

/** Yields an image's bytes in consecutive views, without copying. */
export const inPieces = function* (bytes: Uint8Array): Generator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}
