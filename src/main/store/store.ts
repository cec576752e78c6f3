import { rmSync } from 'node:fs'
import type { AttributionContent, PublicationContent } from '../../shared/claims.ts'
import { Failure, isInDoubt } from '../../shared/failure.ts'
import type { AttributionId, PublicationId, ReportId } from '../../shared/ids.ts'
import type { Settings } from '../../shared/records.ts'
import { backupRepository } from './backups.ts'
import { blobRepository } from './blobs.ts'
import { contactRepository } from './contacts.ts'
import { createContext, lineHash, noHash, sameBytes } from './context.ts'
import type { Context, StoredLine, StorePorts, Tail } from './context.ts'
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
import { hasNoticeSet, noticeSetSince, verifyNoticeSet } from './notice-set.ts'
import { noticeRepository } from './notices.ts'
import { seeAsLatest } from './older-schema.ts'
import { overviewRepository } from './overview.ts'
import { recordRepository } from './records.ts'
import { indexFitsJournal } from './journal-index.ts'
import { defineSearchFunctions } from './report-columns.ts'
import { reportRepository } from './reports.ts'
import { retentionRepository } from './retention.ts'
import { revisionRepository } from './revisions.ts'
import { search, searchPlaces } from './search.ts'
import { verifyVault } from './vault-digest.ts'
import { initialise, keyringRepository, settingsRepository } from './vault-state.ts'
import type { KeyringEntry } from './vault-state.ts'
import { hasReportsToErase } from './handed-over.ts'
import { createVerifier, verify, verifyAgain } from './verify.ts'
import type { Look } from './verify-parts.ts'
import { runAtOnce } from '../../shared/steps.ts'

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

/** How the journal's tail and the anchor fit; anything but the first two means rescue mode. */
export type OpenState = 'ok' | 'repair-anchor' | 'missing-commits' | 'tampered'

/** Each notice is looked up in its indexes, and all are compared with their set. */
const noticesAreFound = (context: Context): boolean =>
  hasNoticeSet(context)
    ? runAtOnce(verifyNoticeSet(context))
    : context.db.pragma('integrity_check(notice)', { simple: true }) === 'ok'

/**
 * Checks that unlock relies on before any verification: journal, notices and their indexes are
 * whole.
 */
const verifyJournalIndex = (context: Context): boolean =>
  indexFitsJournal(context) && noticesAreFound(context)

/** Can unlock rely on the indexes? Damage found here also counts as no. */
const indexesFit = (context: Context): boolean => {
  try {
    return verifyJournalIndex(context)
  } catch (cause) {
    if (asFailure(cause).code === 'damaged') return false
    throw cause
  }
}

/**
 * Compares the journal with the anchor. Ahead by exactly its whole last transaction: the app
 * crashed between commit and anchor. Behind: commits are missing.
 */
const openState = (context: Context, anchor: Tail | null): OpenState => {
  const line = context.sql<[], StoredLine>('SELECT * FROM journal ORDER BY seq DESC LIMIT 1').get()
  if (anchor !== null && line !== undefined && !indexesFit(context)) return 'tampered'
  if (anchor === null || line === undefined) return anchor === null ? 'tampered' : 'missing-commits'
  if (!sameBytes(lineHash(context, line), line.hash)) return 'tampered'
  if (line.seq < anchor.seq) return 'missing-commits'
  if (line.seq === anchor.seq) return sameBytes(line.hash, anchor.hash) ? 'ok' : 'tampered'
  if (line.txn !== anchor.seq + 1) return 'tampered'
  const anchored = context
    .sql<[number], { hash: Uint8Array }>('SELECT hash FROM journal WHERE seq = ?')
    .get(anchor.seq)
  return sameBytes(anchored?.hash ?? noHash(), anchor.hash) ? 'repair-anchor' : 'tampered'
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
  overview: overviewRepository(context),
  blobs: blobRepository(context),
  /** `limit` up to 200. Any string is a query. */
  search: (query: string, limit: number) => runAtOnce(search(context, query, limit)()),
  /** The same in steps. */
  readSearch: (query: string, limit: number) => search(context, query, limit),
  /** Any string is a query. Yields. @throws Failure `not-found`, `tampered`. */
  searchPlaces: (id: ReportId, query: string) => searchPlaces(context, id, query),
  journal: journalRepository(context),
  /** Does the journal end where the anchor says? Null: there is no readable anchor. */
  openState: (anchor: Tail | null): OpenState => context.read(() => openState(context, anchor)),
  custody: custodyRepository(context),
  notices: noticeRepository(context),
  retention: retentionRepository(context),
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
  /** The same of one record that changed since. */
  verifyAgain: (subject: string, look: Look) => verifyAgain(context, subject, look),
  /**
   * Does a verification check the words of the search index? Not while a hand-over is erased: the
   * index still has words of its reports.
   */
  hasWholeIndex: (): boolean => context.read(() => !hasReportsToErase(context)),
  /** The same in parts, which several stores on the same state may share. */
  verifier: (look: Look) => createVerifier(context, look),
  /** Re-encrypts the file under another key: see {@link Context}. */
  rekey: context.rekey,
  /** Makes every later write fail with `read-only`. */
  freeze: context.freeze,
  /** Is the store frozen: by rescue mode, or because the disk failed since the vault was opened? */
  isFrozen: context.isFrozen,
  /** Frees the pages in memory: the next reads take them from the file again. */
  freeMemory: (): void => void context.db.pragma('shrink_memory'),
  /** For a copy of the file that is made beside this store. */
  pages: {
    watch: context.pages.watch,
    count: context.pages.count,
    descriptor: context.pages.descriptor,
  },
  close: (): void => {
    context.db.close()
    context.pages.close()
  },
})

/**
 * Opens the database of an existing vault after migrating its schema, which is undone if the state of
 * the vault does not match its digest. Opened read-only, an older
 * database stays unchanged and is read through views as if migrated.
 *
 * @throws Failure `damaged` for a wrong key or unreadable pages, `newer` for a later schema (left
 * untouched), `tampered` at a migration, `busy`, `storage` when the file cannot be opened. The key is wiped in every case.
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
        // A state that does not match must not be saved with a set that was computed from it.
        const check = (step: number): void => {
          if (step >= noticeSetSince) verifyVault(context)
        }
        migrate(db, options.file, options.digest, migrations, options.onMigration, check)
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
    migrate(db, options.file, options.digest)
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
