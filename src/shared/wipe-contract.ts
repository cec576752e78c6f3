import { z } from 'zod'
import { Day, FileToken } from './ids.ts'
import { done, method, nothing } from './method.ts'
import { NewPassphrase, Passphrase } from './passphrase.ts'

const Count = z.int().min(0)
const credential = { passphrase: Passphrase, keyFile: FileToken.keyFile.nullable() }

/** The contents of this vault, as numbers only. */
export const Inventory = z.strictObject({
  /** By kind, including deleted records until lock. */
  records: z.strictObject({
    case: Count,
    source: Count,
    report: Count,
    claim: Count,
    attribution: Count,
    publication: Count,
  }),
  /** Reports that were never filed or are being revised: a hand-over leaves them out. */
  drafts: Count,
  attachments: z.strictObject({ count: Count, bytes: Count }),
  /** Protected sources, each with its sealed identity. */
  identities: Count,
  /** Is the key that opens identities in this vault? */
  hasIdentityKey: z.boolean(),
  contacts: Count,
  /** Quarantined files. */
  setAside: Count,
  journalLines: Count,
  /** Size of all files in the folder. */
  bytes: Count,
  /** Number of credentials that open the vault, by kind. */
  opens: z.strictObject({ passphrases: Count, recoveryCodes: Count }),
  /** Records that were handed over from here and are known to exist elsewhere. */
  handedOver: Count,
  /** Day of the last backup made here; the app cannot know whether the backup still exists. */
  lastBackup: Day.nullable(),
})
export type Inventory = z.infer<typeof Inventory>

/** Coercion: a wipe passphrase, its dry run, and destroying the vault before a border. */
export const wipeContract = {
  'wipe.status': method(
    nothing,
    z.strictObject({
      /** The wipe passphrase of this vault; null: there is none. */
      wipe: z.strictObject({ keyFile: z.boolean() }).nullable(),
    }),
  ),
  /**
   * Sets or replaces it. 'same-credential' if it equals another passphrase of this vault or could
   * be mistyped as one.
   */
  'wipe.set': method(
    z.strictObject({
      ...credential,
      wipe: NewPassphrase,
      wipeKeyFile: FileToken.keyFile.nullable(),
    }),
    done,
  ),
  'wipe.remove': method(z.strictObject(credential), done),
  'wipe.inventory': method(nothing, Inventory),
  /**
   * Dry run of the wipe passphrase or of destroying the vault; changes nothing on the disk.
   * 'wrong-passphrase' unless it is the passphrase that would do it.
   */
  'wipe.dryRun': method(
    z.strictObject({ ...credential, act: z.enum(['wipe', 'destroy']) }),
    Inventory,
  ),
  /**
   * Destroys the key slots of this vault, then the vault. 'only-copy' unless a hand-over or backup
   * was made here, or the user accepts the loss.
   */
  'wipe.destroy': method(z.strictObject({ ...credential, isLossAccepted: z.boolean() }), done),
}
