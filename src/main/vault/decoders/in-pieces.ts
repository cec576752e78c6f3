/** How much of an image goes at once. */
const pieceBytes = 1024 * 1024

/** An image's bytes one stretch after the other, without a copy of them. */
export const inPieces = function* (bytes: Uint8Array): Generator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}
