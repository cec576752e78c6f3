import { z } from 'zod'
import { Day, FileToken } from './ids.ts'
import { done, method, nothing } from './method.ts'
import { NewPassphrase, Passphrase } from './passphrase.ts'

const Count = z.int().min(0)
const credential = { passphrase: Passphrase, keyFile: FileToken.nullable() }

/** What lies in this vault, in numbers alone. */
export const Inventory = z.strictObject({
  /** By kind; removed ones that wait for the lock are among them. */
  records: z.strictObject({
    case: Count,
    source: Count,
    report: Count,
    claim: Count,
    attribution: Count,
    publication: Count,
  }),
  /** Reports that nobody has filed, or that are being revised: no hand-over takes them. */
  drafts: Count,
  attachments: z.strictObject({ count: Count, bytes: Count }),
  /** Protected sources, each with its sealed identity. */
  identities: Count,
  /** Is the key that opens identities in this vault? */
  hasIdentityKey: z.boolean(),
  contacts: Count,
  /** Files of strangers. */
  setAside: Count,
  journalLines: Count,
  /** Of everything in the folder. */
  bytes: Count,
  /** What opens the vault now, by kind. */
  opens: z.strictObject({ passphrases: Count, recoveryCodes: Count }),
  /** Records that were handed over from here, and that is known to be elsewhere. */
  handedOver: Count,
  /** The last one that was made here; nobody but a person knows whether it still exists. */
  lastBackup: Day.nullable(),
})
export type Inventory = z.infer<typeof Inventory>

/** Coercion: a wipe passphrase, its rehearsal, and the end of a vault before a border. */
export const duressContract = {
  'duress.status': method(
    nothing,
    z.strictObject({
      /** The wipe passphrase of this vault; null: there is none. */
      wipe: z.strictObject({ keyFile: z.boolean() }).nullable(),
    }),
  ),
  /**
   * Sets it, or another one in its place. 'same-credential' for one that is, or could be mistyped as,
   * another passphrase of this vault.
   */
  'duress.setWipe': method(
    z.strictObject({ ...credential, wipe: NewPassphrase, wipeKeyFile: FileToken.nullable() }),
    done,
  ),
  'duress.removeWipe': method(z.strictObject(credential), done),
  'duress.inventory': method(nothing, Inventory),
  /**
   * What the wipe passphrase, or destroying the vault, would do now; changes nothing on the disk.
   * 'wrong-passphrase' unless it is the passphrase that would do it.
   */
  'duress.rehearse': method(
    z.strictObject({ ...credential, act: z.enum(['wipe', 'destroy']) }),
    Inventory,
  ),
  /**
   * Destroys what opens this vault, then the vault. 'only-copy' unless something was handed over or
   * backed up here, or the person says that all may be lost.
   */
  'duress.destroy': method(z.strictObject({ ...credential, isLossAccepted: z.boolean() }), done),
}
