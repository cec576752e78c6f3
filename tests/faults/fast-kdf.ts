/*
 * Argon2id takes about half a second for each opening. In `npm test` the vaults of this process and of
 * its children use a hash in its place; everything else about them is the same. In `npm run test:long`
 * they use Argon2id. `tell-run-folder.ts` sets the default again before each test file.
 */

const name = 'UNDERSTORY_TEST_KDF'

/** Uses the hash from now on, in a long run too: for tests that open thousands of vaults. */
export const takeFastKdf = (): void => {
  process.env[name] = 'fast'
}

/** Uses Argon2id from now on, in a short run too: for vaults that other programs open. */
export const takeRealKdf = (): void => {
  delete process.env[name]
}
