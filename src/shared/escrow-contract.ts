import { z } from 'zod'
import { Escrow } from './escrow.ts'
import { ExportTarget } from './exchange.ts'
import { AuthorKey, Day, FileToken } from './ids.ts'
import { done, method, nothing } from './method.ts'
import { Passphrase } from './passphrase.ts'
import { reason } from './text.ts'

/** A recovery code in escrow at the desk: created in the field, opened at the desk. */
export const escrowContract = {
  /**
   * Replaces the recovery code with a new one, sealed to the desk and never shown. 'no-desk' where
   * no verified contact has an identity key that identities are sealed to.
   */
  'vault.escrowRecovery': method(
    z.strictObject({ passphrase: Passphrase, keyFile: FileToken.keyFile.nullable() }),
    done,
  ),
  'escrow.status': method(
    nothing,
    z.strictObject({
      /** Pseudonyms of the contacts that a new code would be sealed to. */
      desks: z.array(z.string()),
      /** The current recovery code of this vault, if it is in escrow. */
      own: z
        .strictObject({
          day: Day,
          /** Verified contacts that it is sealed to. */
          desks: z.array(z.string()),
          /** The day on which a file to them first carried it; null: none has. */
          carried: Day.nullable(),
          /** The day on which it opened the vault. */
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
   * Deletes the escrow that the user saw, with a journal line. A later file may bring it again.
   * 'conflict' where a newer one has arrived meanwhile.
   */
  'escrow.delete': method(z.strictObject({ author: AuthorKey, serial: Escrow.shape.serial }), done),
}
