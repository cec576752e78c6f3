import type { PackedLists } from '../../../shared/packed-lists.ts'

const packed = (numbers: Uint32Array<ArrayBuffer>): string =>
  Buffer.from(numbers.buffer).toString('base64')

/** Packs lists for the window: about 5 ms for a million members. */
export const packLists = (lists: readonly (readonly number[])[]): PackedLists => {
  const ends = new Uint32Array(lists.length)
  let end = 0
  for (const [i, list] of lists.entries()) ends[i] = end += list.length
  const members = new Uint32Array(end)
  for (const [i, list] of lists.entries()) members.set(list, (ends[i] ?? 0) - list.length)
  return { ends: packed(ends), members: packed(members) }
}
