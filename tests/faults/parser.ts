/** A parser of what comes from outside, with inputs that it takes. */
export type Parser = {
  readonly corpus: readonly Uint8Array[]
  /** Reads it, or refuses it with a Failure. Whatever else it throws is a fault. */
  readonly read: (bytes: Uint8Array) => unknown
  /** Signed, or bound otherwise: nothing is taken but what is in the corpus, byte for byte. */
  readonly isBound?: boolean
  /** A JSON text, which may be of megabytes: small ones of which a parser makes much are tried too. */
  readonly isLarge?: boolean
}
