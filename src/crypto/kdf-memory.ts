import { sodium } from './sodium.ts'

/**
 * The allocator of libsodium's WebAssembly module, used by `crypto_pwhash`. Its types leave it out.
 */
type Allocator = Readonly<{
  _malloc: (bytes: number) => number
  _free: (address: number) => void
  HEAPU8: Uint8Array
}>

const allocator = (): Allocator =>
  (sodium as unknown as { readonly libsodium: Allocator }).libsodium

/** The system's pages are at least this large. */
const pageBytes = 4_096
/** One or two milliseconds of the system's work. */
const stepBytes = 2 ** 22

/**
 * Makes the system allocate the memory of a derivation in advance: some 60,000 pages at the
 * standard cost, a tenth of its time. Writes only zeros into them, and always returns them to
 * libsodium at the end. WebAssembly's memory does not shrink: the pages stay with this thread.
 *
 * @returns steps of a few milliseconds; the caller ends them to run a derivation in between.
 */
export const takeMemory = function* (kibibytes: number): Generator<undefined, void, undefined> {
  const bytes = kibibytes * 1_024
  const { _malloc, _free } = allocator()
  const address = _malloc(bytes)
  // If this allocation fails, the derivation's will too, and it reports the error.
  if (address === 0) return
  try {
    // Read after the allocation: memory growth replaces the array.
    const heap = allocator().HEAPU8
    for (let at = 0; at < bytes; at += pageBytes) {
      heap[address + at] = 0
      if (at % stepBytes === 0) yield
    }
  } finally {
    _free(address)
  }
}
