import { webcrypto } from 'node:crypto'

/*
 * The age library draws its randomness from `globalThis.crypto`, which Node 18 (the evaluation
 * runtime) does not define. Imported for its effect, before that library.
 */
if (globalThis.crypto === undefined) {
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true })
}
