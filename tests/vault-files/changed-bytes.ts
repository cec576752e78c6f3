/** A copy with what the patch writes into it. */
export const patched = (
  original: Uint8Array,
  patch: (view: DataView, bytes: Uint8Array) => void,
): Uint8Array => {
  const bytes = original.slice()
  patch(new DataView(bytes.buffer), bytes)
  return bytes
}

/** A copy with one bit of one byte changed. */
export const flipped = (original: Uint8Array, offset: number): Uint8Array =>
  patched(original, (_, bytes) => {
    bytes[offset] = (bytes[offset] ?? 0) ^ 1
  })
