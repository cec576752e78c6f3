/** The most that one call fills (Web Cryptography, `getRandomValues`). */
const mostAtOnce = 65_536

/**
 * Bytes from the system's generator. `sodium.randombytes_buf` uses the same one, but for four bytes
 * at a time, dozens of times slower, and leaves a copy in the heap of its WebAssembly.
 *
 * The caller wipes bytes that become a key.
 */
export const randomBytes = (length: number): Uint8Array => {
  const bytes = new Uint8Array(length)
  for (let from = 0; from < length; from += mostAtOnce) {
    globalThis.crypto.getRandomValues(bytes.subarray(from, from + mostAtOnce))
  }
  return bytes
}
