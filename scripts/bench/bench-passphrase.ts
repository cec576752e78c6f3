/** Opens every vault that the bench makes. */
export const benchPassphrase = 'six plain words for a bench'

/** No user types it faster; meanwhile the derivation's thread allocates its memory. */
export const typingMs = 700
