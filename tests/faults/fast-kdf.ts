/**
 * Vaults that this process and its children make and open from now on take a hash for Argon2id, so
 * that thousands of openings take minutes. Everything else about them is as it always is.
 */
export const takeFastKdf = (): void => {
  process.env['UNDERSTORY_TEST_KDF'] = 'fast'
}
