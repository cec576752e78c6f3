import { passphrase } from '../vault/harness.ts'

const other = 'another seven plain words for tests'

/** The passphrase that a vault of these tests gets after this one. */
export const nextPassphrase = (from: string): string => (from === passphrase ? other : passphrase)
