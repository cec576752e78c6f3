import { parseArgs } from 'node:util'

export type RescueOptions = {
  /** A vault's folder, or a backup's file. */
  readonly vault: string
  /** Null: standard output. */
  readonly out: string | null
  /** Where attached files go, decrypted; null: nowhere. */
  readonly attachments: string | null
  readonly keyFile: string | null
  /** The secret on standard input is the recovery code, not the passphrase. */
  readonly recoveryCode: boolean
  /** A file of age identities that opens a backup; null asks for the passphrase. */
  readonly identity: string | null
}

export const usage = `Usage: npm run rescue -- VAULT [--out FILE] [--attachments FOLDER]
         [--key-file FILE] [--recovery-code]
       npm run rescue -- BACKUP.age [--out FILE] [--attachments FOLDER] [--identity FILE]

Reads a vault, or a backup of one, without the application and writes what is in it as JSON: settings, cases, sources,
reports with drafts and all revisions, journal, exports, imports, and whether it all holds. Sealed
identities and secret keys stay where they are. The vault is not changed in any way.

The passphrase is asked for, or read from the first line of standard input.
  --out FILE        writes there instead of to standard output; must not exist, nor lie in the vault
  --attachments FOLDER
                    decrypts attached files into this folder too, which must not exist yet, nor lie in
                    the vault; the JSON says which is which
  --key-file FILE   the key file that goes with the passphrase
  --recovery-code   the recovery code is given in place of the passphrase
  --identity FILE   the age identity that a backup was made to; no passphrase is asked for

npm says which script it runs on standard output as well: use --out, or npm run --silent rescue.
What is written is not encrypted. Keep it on an encrypted disk, or in memory.
`

/** @returns null when the words make no sense. */
export const readOptions = (words: readonly string[]): RescueOptions | null => {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        attachments: { type: 'string' },
        'key-file': { type: 'string' },
        'recovery-code': { type: 'boolean' },
        identity: { type: 'string' },
      },
    })
    const [vault, ...more] = positionals
    if (vault === undefined || vault === '' || more.length > 0) return null
    const recoveryCode = values['recovery-code'] ?? false
    const keyFile = values['key-file'] ?? null
    const identity = values.identity ?? null
    if (recoveryCode && keyFile !== null) return null
    if (identity !== null && (recoveryCode || keyFile !== null)) return null
    return {
      vault,
      out: values.out ?? null,
      attachments: values.attachments ?? null,
      keyFile,
      recoveryCode,
      identity,
    }
  } catch {
    return null
  }
}
