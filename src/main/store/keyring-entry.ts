/** Our own long-lived key pairs (`author`, `age-hybrid`, …), named by their users in the code. */
export type KeyringEntry = {
  readonly kind: string
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
}

/** One entry for each of these kinds, in their order. */
export type EntriesOf<K extends readonly string[]> = { readonly [I in keyof K]: KeyringEntry }
