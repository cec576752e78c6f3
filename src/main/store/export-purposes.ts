import type { Batch, Context } from './context.ts'
import { journalVault } from './vault-state.ts'

/**
 * The purposes of exports that carried a record go with it: they are a person's own words. The lines
 * of an export and the vault's own line are one transaction, and the vault has one such line for each
 * export, in their order. What was let pass of a purpose goes too: the reason, the words that it quotes,
 * and the co-signature that names them. Part of a purge.
 */
export const dropPurposes = (context: Context, batch: Batch, subject: string): void => {
  const { changes } = context
    .sql<[string]>(
      `UPDATE export SET purpose = '' WHERE purpose <> '' AND num IN (
        SELECT e.num FROM (SELECT num, row_number() OVER (ORDER BY num) AS n FROM export) e
        JOIN (SELECT txn, row_number() OVER (ORDER BY seq) AS n FROM journal
          WHERE subject = 'vault' AND kind = 'record.exported') j ON j.n = e.n
        WHERE j.txn IN (SELECT txn FROM journal WHERE subject = ? AND kind = 'record.exported'))`,
    )
    .run(subject)
  const words = context
    .sql<[string]>(
      `DELETE FROM opening WHERE subject = 'vault' AND seq IN (
        SELECT seq FROM journal WHERE subject = 'vault'
          AND kind IN ('review.overridden', 'review.cosigned')
          AND txn IN (SELECT txn FROM journal WHERE subject = ? AND kind = 'record.exported'))`,
    )
    .run(subject)
  if (changes + words.changes > 0) journalVault(context, batch, 'record.purged')
}
