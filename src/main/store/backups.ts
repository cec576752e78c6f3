import { chmodSync, existsSync, rmSync } from 'node:fs'
import { canonicalJson } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import { journalOverrides } from './audit-reasons.ts'
import type { OverrideEntry } from './audit-reasons.ts'
import { lastLine } from './context.ts'
import type { Context, Tail } from './context.ts'
import { rekeyAttached } from './db.ts'
import { schemaVersion } from './migrate.ts'
import { readVault, writeVault } from './vault-digest.ts'
import { backupRows } from './vault-rows.ts'
import type { BackupEntry } from './vault-rows.ts'
import { noteRecovery } from './vault-state.ts'

type BackupCounts = Readonly<Record<string, number>>

/** Counts of a database's contents, to compare with a backup. */
export type BackupFacts = {
  readonly schema: number
  readonly records: BackupCounts
  readonly revisions: BackupCounts
  /** By kind of line. */
  readonly journal: BackupCounts
  readonly tail: Tail
}

const countsOf = (context: Context, text: string): Record<string, number> =>
  Object.fromEntries(
    context
      .sql<[], { kind: string; n: number }>(text)
      .all()
      .map(({ kind, n }) => [kind, n]),
  )

const recordCounts = (context: Context): Record<string, number> =>
  countsOf(context, 'SELECT kind, count(*) AS n FROM record GROUP BY kind')

/** The backups of this vault; the files themselves are elsewhere. */
export const backupRepository = (context: Context) => ({
  /** Newest first. */
  list: (): BackupEntry[] => readVault(context, () => backupRows(context)),
  /**
   * `overrides`: why the backup goes to keys of other people; its lines directly precede the backup's
   * own.
   */
  record: (
    entry: Omit<BackupEntry, 'tested' | 'held'>,
    overrides: readonly OverrideEntry[],
  ): void =>
    writeVault(context, 'vault.backup', (batch) => {
      context
        .sql<unknown[]>(
          'INSERT INTO backup (id, day, bytes, digest, recipients) VALUES (?, ?, ?, ?, ?)',
        )
        .run(entry.backupId, entry.day, entry.bytes, entry.digest, canonicalJson(entry.to))
      journalOverrides(context, batch, overrides)
    }),
  /**
   * A backup that is not in the list (another vault's), or whose number could not be read (null),
   * gets only its journal line.
   */
  noteTest: (backupId: string | null, held: boolean): void =>
    writeVault(context, held ? 'vault.backup-tested' : 'vault.backup-failed', ({ day }) => {
      context
        .sql<unknown[]>('UPDATE backup SET tested = ?, held = ? WHERE id = ?')
        .run(day, held ? 1 : 0, backupId)
    }),
  /** Another vault's backup was re-encrypted under a passphrase. */
  noteSealedAnew: (): void => writeVault(context, 'vault.backup-sealed-anew', () => undefined),
  /** This vault was restored from a backup: ends every export sequence. */
  noteRestored: (): void =>
    writeVault(context, 'vault.restored', () => {
      context.sql<[]>('UPDATE export SET ended = 1').run()
      // The restored vault has its own header: the sealed code opens nothing in it.
      context.sql<[]>('DELETE FROM escrow').run()
      noteRecovery(context, 'replaced')
    }),
  /** How many records there are of each kind, deleted ones too. */
  records: (): BackupFacts['records'] => context.read(() => recordCounts(context)),
  facts: (): BackupFacts =>
    context.read(() => ({
      schema: schemaVersion(context.db),
      records: recordCounts(context),
      revisions: countsOf(
        context,
        `SELECT r.kind AS kind, count(*) AS n FROM revision v JOIN record r ON r.num = v.record
          GROUP BY r.kind`,
      ),
      journal: countsOf(context, 'SELECT kind, count(*) AS n FROM journal GROUP BY kind'),
      tail: lastLine(context),
    })),
  /**
   * Writes the whole database into a new file, encrypted under `key` (32 bytes) instead of its own,
   * without free pages. Blocks this thread; the caller removes the file.
   *
   * @throws Failure `exists`, `storage`; a partial file is removed. The caller wipes `key`.
   */
  snapshot: (file: string, key: Uint8Array): void => {
    if (existsSync(file)) throw new Failure('exists')
    try {
      context.db.prepare('VACUUM INTO ?').run(file)
      chmodSync(file, 0o600)
      rekeyAttached(context.db, file, key)
      rmSync(`${file}-journal`, { force: true })
    } catch {
      for (const name of [file, `${file}-journal`]) rmSync(name, { force: true })
      throw new Failure('storage')
    }
  },
})
