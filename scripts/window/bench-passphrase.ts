/** Opens the vaults that the bench makes. */
export const benchPassphrase = 'six plain words for a bench'

/** Faster than any user types; the derivation thread allocates its memory meanwhile. */
export const typingMs = 700
