import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import Database from 'better-sqlite3'
import { decryptDatabase, readVault } from '../format/second-reader.ts'

export type VaultSweep = {
  /**
   * The given words that a vault contains, in any letter case: in its decrypted pages, or in any
   * other file.
   */
  readonly found: (words: readonly string[]) => string[]
  /** Does the vault contain one of these, byte for byte? */
  readonly holds: (needles: readonly Buffer[]) => boolean
  /** The content of a file that was encrypted to this vault's hybrid key. */
  readonly open: (file: string) => Promise<Buffer>
}

/**
 * Decrypts a vault's pages as the format's document says, without the app and without writing them.
 * A vault that is open in the app may be read between two transactions.
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
