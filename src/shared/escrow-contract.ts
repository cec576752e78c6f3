import { z } from 'zod'
import { Escrow } from './escrow.ts'
import { ExportTarget } from './exchange.ts'
import { AuthorKey, Day, FileToken } from './ids.ts'
import { done, method, nothing } from './method.ts'
import { Passphrase } from './passphrase.ts'
import { reason } from './text.ts'

/** A recovery code that is kept at the desk: made in the field, opened there. */
export const escrowContract = {
  /**
   * A new recovery code in the place of the old one, sealed to the desk and never shown. 'no-desk'
   * where no verified contact has an identity key that identities are sealed to.
   */
  'vault.escrowRecovery': method(
    z.strictObject({ passphrase: Passphrase, keyFile: FileToken.nullable() }),
    done,
  ),
  'escrow.status': method(
    nothing,
    z.strictObject({
      /** Pseudonyms of the contacts that a code would be sealed to now. */
      desks: z.array(z.string()),
      /** The code that opens this vault now, where that is one at the desk. */
      own: z
        .strictObject({
          day: Day,
          /** Whom it is sealed to, of those that are verified. */
          desks: z.array(z.string()),
          /** When a file to them carried it first; null: none has. */
          carried: Day.nullable(),
          /** When the vault was opened with it. */
          used: Day.nullable(),
        })
        .nullable(),
    }),
  ),
  /** Would a file to these recipients carry it? */
  'escrow.goesWith': method(
    z.strictObject({ recipients: ExportTarget.options[0].shape.recipients }),
    z.strictObject({ goes: z.boolean() }),
  ),
  /** Journaled with its reason before anything is shown; the window shows it for `seconds`. */
  'escrow.open': method(
    z.strictObject({ author: AuthorKey, passphrase: Passphrase, reason }),
    z.strictObject({ code: z.string(), day: Day, seconds: z.int() }),
  ),
  /**
   * The one that the person saw, journaled; nothing remembers it, so a file may bring it again.
   * 'conflict' where a newer one came meanwhile.
   */
  'escrow.delete': method(z.strictObject({ author: AuthorKey, serial: Escrow.shape.serial }), done),
}
