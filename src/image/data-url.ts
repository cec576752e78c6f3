/** Bytes that are turned into letters at once: a multiple of three, so that pieces can be joined. */
const pieceBytes = 3 * 8_192

/**
 * Bytes as an address that holds them. It stays in this process: Chromium would keep the content of
 * a `blob:` address in the main process.
 */
export const dataUrl = (bytes: Uint8Array, mediaType: string): string => {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += pieceBytes)
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + pieceBytes))))
  return `data:${mediaType};base64,${pieces.join('')}`
}
