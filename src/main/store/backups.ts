import { chmodSync, existsSync, rmSync } from 'node:fs'
import { canonicalJson } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import { backupRows } from './backup-rows.ts'
import type { BackupFacts, BackupRepository } from './backup-shelf.ts'
import { lastLine } from './context.ts'
import type { Context } from './context.ts'
import { rekeyAttached } from './db.ts'
import type { OverrideEntry } from './journal-acts.ts'
import { schemaVersion } from './migrate.ts'
import { journalOverrides } from './audit-reasons.ts'
import { journalVault, verifyVault } from './vault-state.ts'

const countsOf = (context: Context, text: string): Record<string, number> =>
  Object.fromEntries(
    context
      .sql<[], { kind: string; n: number }>(text)
      .all()
      .map(({ kind, n }) => [kind, n]),
  )

const facts = (context: Context): BackupFacts => ({
  schema: schemaVersion(context.db),
  records: countsOf(context, 'SELECT kind, count(*) AS n FROM record GROUP BY kind'),
  revisions: countsOf(
    context,
    `SELECT r.kind AS kind, count(*) AS n FROM revision v JOIN record r ON r.num = v.record
      GROUP BY r.kind`,
  ),
  journal: countsOf(context, 'SELECT kind, count(*) AS n FROM journal GROUP BY kind'),
  tail: lastLine(context),
})

const snapshot = (context: Context, file: string, key: Uint8Array): void => {
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
}

const record = (
  context: Context,
  entry: Parameters<BackupRepository['record']>[0],
  passed: readonly OverrideEntry[],
): void =>
  context.write((batch) => {
    verifyVault(context)
    context
      .sql<unknown[]>(
        'INSERT INTO backup (id, day, bytes, digest, recipients) VALUES (?, ?, ?, ?, ?)',
      )
      .run(entry.backupId, entry.day, entry.bytes, entry.digest, canonicalJson(entry.to))
    journalOverrides(context, batch, passed)
    journalVault(context, batch, 'vault.backup')
  })

const noteTest = (context: Context, backupId: string | null, held: boolean): void =>
  context.write((batch) => {
    verifyVault(context)
    context
      .sql<unknown[]>('UPDATE backup SET tested = ?, held = ? WHERE id = ?')
      .run(batch.day, held ? 1 : 0, backupId)
    journalVault(context, batch, held ? 'vault.backup-tested' : 'vault.backup-failed')
  })

const noteSealedAnew = (context: Context): void =>
  context.write((batch) => {
    verifyVault(context)
    journalVault(context, batch, 'vault.backup-sealed-anew')
  })

const noteRestored = (context: Context): void =>
  context.write((batch) => {
    verifyVault(context)
    context.sql<[]>('UPDATE export SET ended = 1').run()
    // The restored vault has its own header: the sealed code opens nothing in it.
    context.sql<[]>('DELETE FROM escrow').run()
    journalVault(context, batch, 'vault.restored')
  })

export const backupRepository = (context: Context): BackupRepository => ({
  list: () =>
    context.read(() => {
      verifyVault(context)
      return backupRows(context)
    }),
  record: (entry, passed) => record(context, entry, passed),
  noteTest: (backupId, held) => noteTest(context, backupId, held),
  noteSealedAnew: () => noteSealedAnew(context),
  noteRestored: () => noteRestored(context),
  facts: () => context.read(() => facts(context)),
  snapshot: (file, key) => snapshot(context, file, key),
})
