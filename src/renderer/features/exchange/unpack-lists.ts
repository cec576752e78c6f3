import type { PackedLists } from '../../../shared/packed-lists.ts'

const unpacked = (base64: string): Uint32Array => {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i)
  return new Uint32Array(bytes.buffer)
}

/** Gives one list by its position; empty for one that does not exist. */
export type ListAt = (i: number) => Uint32Array

export const unpackLists = (lists: PackedLists): ListAt => {
  const [ends, members] = [unpacked(lists.ends), unpacked(lists.members)]
  return (i) => members.subarray(i === 0 ? 0 : ends[i - 1], ends[i] ?? 0)
}
