import { joined } from '../shared/joined.ts'

const encoder = new TextEncoder()

/** UTF-8 bytes of a text. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text)

/** Concatenates buffers into a new one. */
export const concat = (...parts: readonly Uint8Array[]): Uint8Array => joined(parts)

/** A view for little-endian reads and writes over exactly these bytes. */
export const view = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** A little-endian u64 as a number. @returns null beyond 2^53-1, which no counter of ours reaches. */
export const readCounter = (bytes: Uint8Array, offset: number): number | null => {
  const value = view(bytes).getBigUint64(offset, true)
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : null
}

/** Writes a counter as a little-endian u64. */
export const writeCounter = (bytes: Uint8Array, offset: number, value: number): void => {
  view(bytes).setBigUint64(offset, BigInt(value), true)
}

export const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)

/** Whether two buffers hold the same bytes. The time shows where they differ: not for secrets. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])
