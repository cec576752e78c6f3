import { Failure } from '../shared/failure.ts'
import { concat, utf8 } from './bytes.ts'
import { Secret } from './secret.ts'
import { randomBytes } from './random.ts'
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

/** How much work one guess costs. Memory in KiB. */
export type KdfCost = Readonly<{ passes: number; memoryKiB: number }>

/** A cost together with the 16-byte salt: all that Argon2id needs besides the passphrase. */
export type KdfParams = KdfCost & Readonly<{ salt: Uint8Array }>

/**
 * Less than the floor is a guess too cheap; more than the ceiling is a header written to exhaust
 * the machine's memory. Both are refused before anything is allocated.
 */
export const kdfBounds = {
  floor: { passes: 3, memoryKiB: 64 * 1024 },
  standard: { passes: 3, memoryKiB: 256 * 1024 },
  ceiling: { passes: 10, memoryKiB: 1024 * 1024 },
} as const

export const saltBytes = 16

/** Whether a cost lies between floor and ceiling, in whole numbers. */
export const withinKdfBounds = ({ passes, memoryKiB }: KdfCost): boolean => {
  const { floor, ceiling } = kdfBounds
  return (
    Number.isSafeInteger(passes) &&
    Number.isSafeInteger(memoryKiB) &&
    passes >= floor.passes &&
    passes <= ceiling.passes &&
    memoryKiB >= floor.memoryKiB &&
    memoryKiB <= ceiling.memoryKiB
  )
}

/** Whether two sets of parameters turn one passphrase into one root. */
export const sameKdf = (a: KdfParams | null, b: KdfParams | null): boolean => {
  return (
    a !== null &&
    b !== null &&
    a.passes === b.passes &&
    a.memoryKiB === b.memoryKiB &&
    a.salt.length === b.salt.length &&
    a.salt.every((byte, i) => byte === b.salt[i])
  )
}

/** Fresh parameters with a random salt. @throws Failure 'kdf-bounds'. */
export const newKdfParams = (cost: KdfCost = kdfBounds.standard): KdfParams => {
  if (!withinKdfBounds(cost)) throw new Failure('kdf-bounds')
  const { passes, memoryKiB } = cost
  return { passes, memoryKiB, salt: randomBytes(saltBytes) }
}

/**
 * A passphrase as the bytes that are hashed: NFKC, then UTF-8, so that the same keys pressed on
 * another system's input method open the same vault. Nothing is trimmed or folded otherwise.
 * The caller wipes the result (the string itself cannot be wiped).
 *
 * @throws Failure 'invalid' when empty or not well-formed UTF-16.
 */
export const passphraseBytes = (passphrase: string): Uint8Array => {
  if (passphrase === '' || /\p{Surrogate}/u.test(passphrase)) throw new Failure('invalid')
  return utf8(passphrase.normalize('NFKC'))
}

/**
 * Argon2id v1.3 (RFC 9106), one lane, 32 bytes out: the root of every slot in a KDF group.
 * Blocks for a second or more at the standard cost, so the app calls it in a worker only.
 *
 * @param password bytes of {@link passphraseBytes} or of a recovery code; the caller wipes them.
 * @throws Failure 'kdf-bounds' before any memory is asked for.
 */
export const argon2idRoot = (password: Uint8Array, params: KdfParams): Secret => {
  if (!withinKdfBounds(params) || params.salt.length !== saltBytes) throw new Failure('kdf-bounds')
  return Secret.take(
    sodium.crypto_pwhash(
      32,
      password,
      params.salt,
      params.passes,
      params.memoryKiB * 1024,
      sodium.crypto_pwhash_ALG_ARGON2ID13,
    ),
  )
}

/**
 * Mixes a key file into a root: BLAKE2b-256(key = root, "kf" ‖ BLAKE2b-512(file)).
 * Nothing in the header says whether a slot wants one. The caller wipes root and result.
 */
export const mixKeyFile = (root: Secret, keyFile: Uint8Array): Secret => {
  const digest = sodium.crypto_generichash(64, keyFile, null)
  return Secret.take(sodium.crypto_generichash(32, concat(utf8('kf'), digest), root.bytes))
}
