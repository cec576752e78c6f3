import { sodium } from './sodium.ts'

/** What libsodium's own module allocates with. Its types leave it out; it is the allocator of `crypto_pwhash`. */
type Allocator = Readonly<{
  _malloc: (bytes: number) => number
  _free: (address: number) => void
  HEAPU8: Uint8Array
}>

const allocator = (): Allocator =>
  (sodium as unknown as { readonly libsodium: Allocator }).libsodium

/** Pages that a system hands out are not smaller. */
const pageBytes = 4_096
/** A millisecond or two of the system's work. */
const stepBytes = 2 ** 22

/**
 * Has the system hand out the memory of a derivation before there is one: some 60,000 pages at the
 * standard cost, a tenth of its time. Nothing is written into them but zeros, and libsodium has them back
 * at the end, however it ends. WebAssembly's memory does not shrink: they stay with this thread.
 *
 * @returns steps of a few milliseconds; whoever has a derivation to do in between ends them.
 */
export const takeMemory = function* (kibibytes: number): Generator<undefined, void, undefined> {
  const bytes = kibibytes * 1_024
  const { _malloc, _free } = allocator()
  const address = _malloc(bytes)
  // Refused here, it will be refused to the derivation, which says so.
  if (address === 0) return
  try {
    // Read after the allocation: a memory that grew is another array.
    const heap = allocator().HEAPU8
    for (let at = 0; at < bytes; at += pageBytes) {
      heap[address + at] = 0
      if (at % stepBytes === 0) yield
    }
  } finally {
    _free(address)
  }
}
