/** A parser of untrusted input, with inputs that it accepts. */
export type Parser = {
  readonly corpus: readonly Uint8Array[]
  /** Accepts the input, or throws a Failure. Any other error is a fault. */
  readonly read: (bytes: Uint8Array) => unknown
  /** Signed, or bound otherwise: only the exact bytes of the corpus are accepted. */
  readonly isBound?: boolean
  /** A JSON text that may have megabytes: small texts that are costly to parse are tried too. */
  readonly isLarge?: boolean
}
