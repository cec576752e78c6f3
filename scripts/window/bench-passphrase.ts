/** Opens the vaults that the bench makes. */
export const benchPassphrase = 'six plain words for a bench'

/** Nobody types it faster; meanwhile the derivation's thread takes its memory. */
export const typingMs = 700
