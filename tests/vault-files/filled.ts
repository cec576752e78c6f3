/** Bytes that are all the same. */
export const filled = (length: number, fill: number): Uint8Array =>
  new Uint8Array(length).fill(fill)
