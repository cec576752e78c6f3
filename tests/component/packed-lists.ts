import type { PackedLists } from '../../src/shared/packed-lists.ts'

const packed = (numbers: readonly number[]): string =>
  btoa(String.fromCharCode(...new Uint8Array(Uint32Array.from(numbers).buffer)))

/** Short lists as the vault process packs them. */
export const packLists = (lists: readonly (readonly number[])[]): PackedLists => {
  let end = 0
  return {
    ends: packed(lists.map(({ length }) => (end += length))),
    members: packed(lists.flat()),
  }
}
