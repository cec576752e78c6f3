/** Our own long-lived key pairs (`author`, `age-hybrid`, …), named by whoever uses them. */
export type KeyringEntry = {
  readonly kind: string
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
}
