/** Opens the vaults that the bench makes. */
export const benchPassphrase = 'six plain words for a bench'
