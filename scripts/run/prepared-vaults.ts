/**
 * The empty vaults that end-to-end tests start from. They differ in their keys, so that two of them can
 * exchange files.
 */
export const preparedVaults = {
  heron: { pseudonym: 'Heron', passphrase: 'quiet harbour seven lanterns walk north' },
  wren: { pseudonym: 'Wren', passphrase: 'quiet harbour seven lanterns walk north' },
  crane: { pseudonym: 'Crane', passphrase: 'quiet harbour seven lanterns walk north' },
  desk: { pseudonym: 'Desk', passphrase: 'quiet harbour seven lanterns walk north' },
  field: { pseudonym: 'Wren', passphrase: 'seven herons stand in the green reeds' },
} as const

export type PreparedVault = keyof typeof preparedVaults
