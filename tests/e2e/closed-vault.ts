import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decryptDatabase, readVault } from '../format/second-reader.ts'

/** Which words lie in a vault, in whatever letter case: in its pages in clear, or in any other file. */
export interface VaultSweep {
  readonly found: (words: readonly string[]) => string[]
}

/**
 * Opens a vault's pages as the format's document says, without the app and without writing them
 * anywhere. A vault that the app has open may be read between two transactions.
 */
export const sweepVault = async (folder: string, passphrase: string): Promise<VaultSweep> => {
  const { slot } = await readVault(folder, { passphrase })
  return {
    found: (words) => {
      const files = readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
      const pages = decryptDatabase(readFileSync(join(folder, 'notes.db')), slot.vaultKey)
      const all = [pages, ...files].map((bytes) => bytes.toString('latin1').toLowerCase())
      return words.filter((word) => {
        const bytes = Buffer.from(word.toLowerCase(), 'utf8').toString('latin1')
        return all.some((text) => text.includes(bytes))
      })
    },
  }
}
