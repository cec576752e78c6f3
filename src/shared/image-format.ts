/** Formats that can be cleaned: those of which the image page reads the header (ADR 0036). */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'gif'

/** As many first bytes as `imageFormat` looks at. */
export const headBytes = 12

/** Do these bytes stand at this place? Each letter is one byte. */
export const hasText = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Array.from(text).every((letter, index) => bytes[at + index] === letter.charCodeAt(0))

/**
 * The format by a file's first bytes, regardless of its name; null for formats that are not
 * cleaned.
 */
export const imageFormat = (head: Uint8Array): ImageFormat | null => {
  if (hasText(head, '\xff\xd8\xff')) return 'jpeg'
  if (hasText(head, '\x89PNG\r\n\x1a\n')) return 'png'
  if (hasText(head, 'RIFF') && hasText(head, 'WEBP', 8)) return 'webp'
  if (hasText(head, 'GIF87a') || hasText(head, 'GIF89a')) return 'gif'
  return null
}
