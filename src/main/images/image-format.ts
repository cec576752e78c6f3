/** Formats that can be cleaned: their decoders stay open, all others are blocked (ADR 0022). */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff'

/** As many first bytes as `imageFormat` looks at. */
export const headBytes = 12

const begins = (head: Uint8Array, text: string, at = 0): boolean =>
  Array.from(text).every((letter, index) => head[at + index] === letter.charCodeAt(0))

/**
 * The format by a file's first bytes, regardless of its name; null for formats that are not
 * cleaned.
 */
export const imageFormat = (head: Uint8Array): ImageFormat | null => {
  if (begins(head, '\xff\xd8\xff')) return 'jpeg'
  if (begins(head, '\x89PNG\r\n\x1a\n')) return 'png'
  if (begins(head, 'RIFF') && begins(head, 'WEBP', 8)) return 'webp'
  if (begins(head, 'GIF87a') || begins(head, 'GIF89a')) return 'gif'
  if (begins(head, 'II*\0') || begins(head, 'MM\0*')) return 'tiff'
  return null
}
