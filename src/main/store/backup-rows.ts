import type { Day } from '../../shared/ids.ts'
import type { BackupEntry } from './backup-shelf.ts'
import type { Context } from './context.ts'

type Row = {
  readonly id: string
  readonly day: Day
  readonly bytes: number
  readonly digest: string
  readonly recipients: string
  readonly tested: Day | null
  readonly held: number | null
}

/** Newest first; part of the vault's digest (docs/FORMAT-RECORDS.md). */
export const backupRows = (context: Context): BackupEntry[] =>
  context
    .sql<[], Row>(
      'SELECT id, day, bytes, digest, recipients, tested, held FROM backup ORDER BY num DESC',
    )
    .all()
    .map(({ id, day, bytes, digest, recipients, tested, held }) => ({
      backupId: id,
      day,
      bytes,
      digest,
      to: JSON.parse(recipients) as string[],
      tested,
      held: held === null ? null : held === 1,
    }))
