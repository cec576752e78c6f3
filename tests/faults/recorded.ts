import { readFileSync } from 'node:fs'

/** A call's effect on the disk, or a line of output among them. Names are those in the folder. */
export type Recorded =
  | { readonly call: 'said' }
  | { readonly call: 'create' | 'unlink' | 'sync'; readonly name: string }
  | { readonly call: 'rename'; readonly name: string; readonly from: string }
  | { readonly call: 'truncate'; readonly name: string; readonly length: number }
  | {
      readonly call: 'write'
      readonly name: string
      readonly at: number
      readonly bytes: Uint8Array
    }

/** @throws Error for a call that the library records as unknown. */
const recordOf = (call: string, number: number, bytes: Buffer, name: string): Recorded => {
  switch (call) {
    case 'said':
      return { call }
    case 'create':
    case 'unlink':
    case 'sync':
      return { call, name }
    case 'rename':
      return { call, name, from: bytes.toString('utf8').split('/').at(-1) ?? '' }
    case 'truncate':
      return { call, name, length: number }
    case 'write':
      return { call, name, at: number, bytes }
    default:
      throw new Error(`what a call did was not written down: ${call} ${name}`)
  }
}

/** All records in the file of a recording child, in order. */
export const recordedIn = (path: string): Recorded[] => {
  const all = readFileSync(path)
  const records: Recorded[] = []
  for (let at = 0; at < all.length;) {
    const end = all.indexOf(0x0a, at)
    const [call = '', number = '', length = '', name = ''] = all
      .subarray(at, end)
      .toString('utf8')
      .split(' ')
    at = end + 1 + Number(length)
    records.push(recordOf(call, Number(number), all.subarray(end + 1, at), name))
  }
  return records
}
