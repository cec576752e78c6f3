/**
 * Paths of the worker scripts: `.ts` files in plain Node tests, `.cjs` files in the built app.
 * Passed in as data so that nothing here depends on which of the two it runs in.
 */
export type WorkerPaths = {
  /** Argon2id. */
  readonly kdf: string
  /** age encryption and decryption. */
  readonly age: string
  /** Checks texts; the only persistent worker. */
  readonly lint: string
  /** Verifies a copy of the database. */
  readonly verify: string
}
