/**
 * Where the workers' scripts lie: `.ts` files in plain Node tests, `.cjs` files in the
 * built app. Passed in as data so that nothing here needs to know which of the two it runs in.
 */
export type WorkerPaths = {
  /** Argon2id. */
  readonly kdf: string
  /** age encryption and decryption. */
  readonly age: string
  /** Looks texts over; the only one that stays. */
  readonly lint: string
}
