import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import Database from 'better-sqlite3'
import { decryptDatabase, readVault } from '../format/second-reader.ts'

export type VaultSweep = {
  /** Which words lie in a vault, in whatever letter case: in its pages in clear, or in any other file. */
  readonly found: (words: readonly string[]) => string[]
  /** Does one of these lie there, byte for byte? */
  readonly holds: (needles: readonly Buffer[]) => boolean
  /** What is inside a file that was encrypted to this vault's hybrid key. */
  readonly open: (file: string) => Promise<Buffer>
}

/**
 * Opens a vault's pages as the format's document says, without the app and without writing them
 * anywhere. A vault that the app has open may be read between two transactions.
 */
export const sweepVault = async (folder: string, passphrase: string): Promise<VaultSweep> => {
  const { slot } = await readVault(folder, { passphrase })
  const pages = (): Buffer => decryptDatabase(readFileSync(join(folder, 'notes.db')), slot.vaultKey)
  const everything = (): Buffer[] => {
    const files = readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    return [pages(), ...files]
  }
  return {
    found: (words) => {
      const all = everything().map((bytes) => bytes.toString('latin1').toLowerCase())
      return words.filter((word) => {
        const bytes = Buffer.from(word.toLowerCase(), 'utf8').toString('latin1')
        return all.some((text) => text.includes(bytes))
      })
    },
    holds: (needles) => {
      const all = everything()
      return needles.some((needle) => all.some((bytes) => bytes.includes(needle)))
    },
    open: async (file) => {
      const db = new Database(pages())
      const identity = db
        .prepare<[], Buffer>("SELECT secret_key FROM keyring WHERE kind = 'age-hybrid'")
        .pluck()
        .get()
      db.close()
      const decrypter = new Decrypter()
      decrypter.addIdentity(String(identity))
      return Buffer.from(await decrypter.decrypt(readFileSync(file)))
    },
  }
}
