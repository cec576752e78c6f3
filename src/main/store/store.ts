import { rmSync } from 'node:fs'
import type { AttributionContent, PublicationContent } from '../../shared/claims.ts'
import { Failure, isInDoubt } from '../../shared/failure.ts'
import type { AttributionId, PublicationId } from '../../shared/ids.ts'
import type { Settings } from '../../shared/records.ts'
import { backupRepository } from './backups.ts'
import { blobRepository } from './blobs.ts'
import { contactRepository } from './contacts.ts'
import { createContext } from './context.ts'
import type { Context, StorePorts } from './context.ts'
import { custodyRepository } from './custody.ts'
import { asFailure } from './database-error.ts'
import { createDb, isWritable, openReadDb, openWriteDb } from './db.ts'
import { escrowRepository } from './escrows.ts'
import { exchangeRepository } from './exchange-log.ts'
import { importPartRepository } from './import-parts.ts'
import { journalRepository } from './journal-repository.ts'
import { dropBackups, migrate, schemaVersion } from './migrate.ts'
import type { MigrationProgress } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import {
  caseRepository,
  claimRepository,
  namedRepository,
  sourceRepository,
} from './named-records.ts'
import { noticeRepository } from './notices.ts'
import { seeAsLatest } from './older-schema.ts'
import { recordRepository } from './records.ts'
import { defineSearchFunctions } from './report-columns.ts'
import { reportRepository } from './reports.ts'
import { retentionRepository } from './retention.ts'
import { revisionRepository } from './revisions.ts'
import { search } from './search.ts'
import { verifyVault } from './vault-digest.ts'
import { initialise, keyringRepository, settingsRepository } from './vault-state.ts'
import type { KeyringEntry } from './vault-state.ts'
import { verify } from './verify.ts'
import type { Look } from './verify.ts'

export type OpenOptions = StorePorts & {
  readonly file: string
  /** 32 raw bytes. Wiped before the call returns, also when it throws. */
  readonly databaseKey: Buffer
  readonly nativeBinding?: string
  /** For rescue: opens read-only; every write fails with `read-only`. */
  readonly readonly?: boolean
  /** Called from 0 to `total` during a migration; never when the schema is current. */
  readonly onMigration?: MigrationProgress | undefined
}

type CreateOptions = OpenOptions & {
  readonly settings: Settings
  readonly keyring: readonly KeyringEntry[]
}

/**
 * An open vault database. Everything is synchronous. Reads of a record check its digest against the
 * journal: `tampered` on a mismatch, `damaged` when a page cannot be read. Each write is one
 * transaction with its journal lines: `conflict` for an outdated `rev`, `not-found`, `storage` when
 * the disk cannot be written (after anything worse than a full disk, `read-only` until the store is
 * reopened).
 */
export type Store = ReturnType<typeof assemble>

const assemble = (context: Context) => ({
  cases: caseRepository(context),
  sources: sourceRepository(context),
  claims: claimRepository(context),
  attributions: namedRepository<AttributionId, AttributionContent>(context, 'attribution'),
  publications: namedRepository<PublicationId, PublicationContent>(context, 'publication'),
  reports: reportRepository(context),
  revisions: revisionRepository(context),
  records: recordRepository(context),
  blobs: blobRepository(context),
  /** `limit` up to 200. Any string is a query. */
  search: (query: string, limit: number) => context.read(() => search(context, query, limit)),
  journal: journalRepository(context),
  custody: custodyRepository(context),
  notices: noticeRepository(context),
  keeping: retentionRepository(context),
  settings: settingsRepository(context),
  keyring: keyringRepository(context),
  backups: backupRepository(context),
  exchange: exchangeRepository(context),
  importParts: importPartRepository(context),
  contacts: contactRepository(context),
  escrows: escrowRepository(context),
  /**
   * Several writes as one: all are kept, or none. The work must be synchronous.
   *
   * @throws Failure the error of the first refused write.
   */
  together: <T>(work: () => T): T => context.write(work),
  /** Yields progress and can be abandoned at any yield; run it in slices. */
  verify: (look?: Look) => verify(context, look),
  /** Re-encrypts the file under another key: see {@link Context}. */
  rekey: context.rekey,
  /** Makes every later write fail with `read-only`. */
  freeze: context.freeze,
  /** Is the store frozen: by rescue mode, or because the disk failed since the vault was opened? */
  isFrozen: context.isFrozen,
  /** Frees the pages in memory: the next reads take them from the file again. */
  freeMemory: (): void => void context.db.pragma('shrink_memory'),
  close: (): void => void context.db.close(),
})

/**
 * Opens the database of an existing vault after migrating its schema. Opened read-only, an older
 * database stays unchanged and is read through views as if migrated.
 *
 * @throws Failure `damaged` for a wrong key or unreadable pages, `newer` for a later schema (left
 * untouched), `busy`, `storage` when the file cannot be opened. The key is wiped in every case.
 */
export const openStore = (options: OpenOptions): Store => {
  const writable = options.readonly !== true
  const db = writable ? openWriteDb(options.file, options) : openReadDb(options.file, options)
  try {
    const version = schemaVersion(db)
    // `createStore` did not finish a file without our schema.
    if (version === 0) throw new Failure('damaged')
    if (version > migrations.length) throw new Failure('newer')
    const context = createContext(db, options, writable)
    defineSearchFunctions(context)
    if (version < migrations.length) {
      if (isWritable(db)) {
        migrate(db, options.file, migrations, options.onMigration)
        verifyVault(context)
      } else seeAsLatest(db, version)
    }
    if (writable) dropBackups(options.file, migrations.length)
    return assemble(context)
  } catch (cause) {
    db.close()
    throw asFailure(cause)
  }
}

/**
 * Creates the database of a new vault (mode 0600) with its first journal line.
 *
 * @throws Failure `exists` when the file is there already, `storage` when it cannot be written; a
 * partial file is removed. The key is wiped in every case.
 */
export const createStore = (options: CreateOptions): Store => {
  const db = createDb(options.file, options)
  try {
    migrate(db, options.file)
    const context = createContext(db, options, true)
    defineSearchFunctions(context)
    initialise(context, options.settings, options.keyring)
    return assemble(context)
  } catch (cause) {
    db.close()
    rmSync(options.file, { force: true })
    // The file was removed, so nothing is in doubt.
    throw isInDoubt(cause) ? new Failure('storage') : asFailure(cause)
  }
}
