import { rmSync } from 'node:fs'
import { Failure, isInDoubt } from '../../shared/failure.ts'
import { provenanceOf } from './import-provenance.ts'
import * as custody from './custody.ts'
import * as blobs from './blobs.ts'
import { listCosignatures, noteCosigned } from './cosignatures.ts'
import { contactRepository } from './contacts.ts'
import { conflictedRecords, isConflicted } from './conflicts.ts'
import { backupRepository } from './backups.ts'
import { createContext, lastLine } from './context.ts'
import type { Context } from './context.ts'
import { asFailure } from './database-error.ts'
import { escrowRepository } from './escrows.ts'
import { createDb, isWritable, openReadDb, openWriteDb } from './db.ts'
import { beginExport, commitImport, importNamed, lastExport, recordExport } from './exchange-log.ts'
import { heldBack, listLines, openState } from './journal.ts'
import { referrersOf } from './referrers.ts'
import * as keeping from './retention.ts'
import * as notices from './notices.ts'
import { recordReason, recordOverrides } from './audit-reasons.ts'
import { dropBackups, migrate, schemaVersion } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import * as named from './named-records.ts'
import { seeAsLatest } from './older-schema.ts'
import {
  handOver,
  isRewriteOwed,
  purgeRemoved,
  removeRecord,
  restoreRecord,
  wasPurged,
} from './removal.ts'
import { noteRecord, rawRecord, findRow, journalRecord, verified } from './record-state.ts'
import { defineSearchFunctions } from './report-columns.ts'
import { listReports } from './report-list.ts'
import * as reports from './reports.ts'
import * as revisions from './revisions.ts'
import { search } from './search.ts'
import { listSeals } from './seals.ts'
import type { CreateOptions, OpenOptions } from './ports.ts'
import type { Store } from './types.ts'
import * as vault from './vault-state.ts'
import { examineRecord, recordIds, verify } from './verify.ts'
import { canonicalJson } from '../../shared/canonical.ts'
import { limits } from '../../shared/limits.ts'
import { assertNotHeld } from './legal-hold.ts'
import { assertReferenceKinds, updateRecord, writeHeads } from './record-write.ts'
import { checkOwn, headsAfter, insertRevision } from './revisions.ts'
import type { MergeRecord } from './saves.ts'

/**
 * Replaces all heads that the user saw with one revision. They stay in the tree as its parents. The
 * revision also replaces a draft; the caller keeps the parts of the draft that were left out.
 *
 * @throws Failure `not-found`, also for a reference to a record of another kind; `conflict` when heads
 *   or content changed since they were seen; `invalid` when there is nothing to
 *   merge or the revision does not fit these heads and this
 *   record.
 */
const mergeRecord = (context: Context, input: MergeRecord): void =>
  context.write((batch) => {
    const found = findRow(context, input.id)
    if (found === undefined || found.removed === 1) throw new Failure('not-found')
    const { row, heads } = verified(context, found)
    const seen = canonicalJson([...input.heads].sort())
    if (row.rev !== input.rev || seen !== canonicalJson([...heads])) throw new Failure('conflict')
    const { revision } = input
    const replaces = new Set(revision.parents)
    const fits =
      isConflicted(row.head, heads) &&
      replaces.size === Math.min(heads.length, limits.parents) &&
      [...replaces].every((parent) => heads.includes(parent))
    if (!fits) throw new Failure('invalid', { fields: ['heads'] })
    const { content } = revision
    assertNotHeld(context, row, content)
    assertReferenceKinds(context, row.kind, JSON.parse(content))
    checkOwn(context, revision, { id: row.id, kind: row.kind, content }, heads)
    insertRevision(context, row.num, revision, input.seal)
    updateRecord(context, batch, row, { state: 'filed', head: revision.id, content })
    writeHeads(context, row.num, headsAfter(heads, revision))
    journalRecord(context, batch, input.id, 'record.merged')
  })

const assemble = (context: Context): Store => {
  const { read } = context
  return {
    cases: {
      list: () => read(() => named.listCases(context)),
      get: (id) => read(() => named.getCase(context, id)),
      save: (input) => read(() => named.saveCase(context, input)),
    },
    sources: {
      list: () => read(() => named.listSources(context)),
      get: (id) => read(() => named.getSource(context, id)),
      save: (input) => read(() => named.saveSource(context, input)),
      seals: (id) => read(() => listSeals(context, id)),
      codeNames: () => read(() => named.codeNames(context)),
    },
    claims: {
      ...named.namedRepository(context, 'claim'),
      ofReport: (id, of) => read(() => named.claimsOfReport(context, id, of)),
    },
    attributions: named.namedRepository(context, 'attribution'),
    publications: named.namedRepository(context, 'publication'),
    reports: {
      list: (filter) => read(() => listReports(context, filter)),
      get: (id) => read(() => reports.getReport(context, id)),
      save: (input) => read(() => reports.saveReport(context, input)),
      file: (input) => read(() => reports.fileReport(context, input)),
      discardDraft: (id, rev) => read(() => reports.discardDraft(context, id, rev)),
      ofCase: (id) => read(() => reports.reportsOfCase(context, id)),
    },
    revisions: {
      list: (subject) => read(() => revisions.listRevisions(context, subject)),
      get: (id) => read(() => revisions.getRevision(context, id)),
      has: (id) => read(() => revisions.hasRevision(context, id)),
      rootAuthor: (subject) => read(() => revisions.rootAuthor(context, subject)),
      authorsNaming: (subject) => read(() => revisions.authorsNaming(context, subject)),
      heads: (subject) => read(() => revisions.readHeads(context, subject)),
    },
    records: {
      remove: (id, rev) => removeRecord(context, id, rev),
      restore: (id) => restoreRecord(context, id),
      purgeRemoved: () => purgeRemoved(context),
      isRewriteOwed: () => read(() => isRewriteOwed(context)),
      handOver: (records) => handOver(context, records),
      keptBy: (id) => read(() => referrersOf(context, id)),
      wasPurged: (id) => read(() => wasPurged(context, id)),
      conflicted: () =>
        read(() => conflictedRecords(context).map(({ row }) => rawRecord(context, row))),
      merge: (input) => mergeRecord(context, input),
      ids: () => read(() => recordIds(context)),
      examine: (id) => read(() => examineRecord(context, id)),
    },
    blobs: {
      find: (digest) => read(() => blobs.findBlob(context, digest)),
      named: (id) => read(() => blobs.namedBlob(context, id)),
      add: (entry) => blobs.addBlob(context, entry),
      ids: () => read(() => blobs.blobIds(context)),
    },
    search: (query, limit) => read(() => search(context, query, limit)),
    journal: {
      list: (subject, before, limit, of) =>
        read(() => listLines(context, subject, before, limit, of)),
      heldBack: () => read(() => heldBack(context)),
      tail: () => read(() => lastLine(context)),
      note: (kind) => context.write((batch) => vault.journalVault(context, batch, kind)),
      noteRecord: (kind, id) => noteRecord(context, kind, id),
      notePassed: (passed) => recordOverrides(context, passed),
      noteCosigned: (subject, cosignature) => noteCosigned(context, subject, cosignature),
      cosignatures: () => read(() => listCosignatures(context)),
      noteOpening: (subject, reason) => recordReason(context, subject, reason),
      openState: (anchor) => read(() => openState(context, anchor)),
    },
    custody: {
      own: (subject) => read(() => custody.ownLines(context, subject)),
      received: (subject) => read(() => custody.receivedChains(context, subject)),
      unreadable: (subject) => read(() => custody.unreadableChains(context, subject)),
      keep: (subject, holder, chains) => custody.keepChains(context, subject, holder, chains),
      arrivals: (subject) => read(() => provenanceOf(context, subject)),
    },
    notices: {
      of: (subject) => read(() => notices.advisoriesOf(context, subject)),
      all: () => read(() => notices.allAdvisories(context)),
      keep: (fresh) => notices.saveAdvisories(context, fresh),
      every: () => read(() => notices.eachAdvisory(context)),
      noteSent: (ids, pair) => notices.recordSent(context, ids, pair),
      end: (ids) => notices.endAdvisories(context, ids),
    },
    keeping: {
      list: () => read(() => keeping.listRetention(context)),
      of: (id) => read(() => keeping.retentionOf(context, id)),
      set: (entry) => keeping.setRetention(context, entry),
      removed: () => read(() => keeping.removedRecords(context)),
    },
    settings: {
      get: () => read(() => vault.getSettings(context)),
      set: (settings) => vault.setSettings(context, settings),
    },
    keyring: {
      get: (kind) => read(() => vault.getKey(context, kind)),
      several: (...kinds) => read(() => vault.getKeys(context, kinds)),
      set: (entries, act) => vault.setKeys(context, entries, act),
    },
    backups: backupRepository(context),
    exchange: {
      exports: () =>
        read(() => {
          vault.verifyVault(context)
          return vault.exportRows(context)
        }),
      lastExport: (pair) => read(() => lastExport(context, pair)),
      begin: (pair) => beginExport(context, pair),
      recordExport: (entry, subjects, passed = []) =>
        recordExport(context, entry, subjects, passed),
      imports: () =>
        read(() => {
          vault.verifyVault(context)
          return vault.importRows(context)
        }),
      importsFrom: (sender, sequence) =>
        read(() => {
          vault.verifyVault(context)
          return vault
            .importRows(context)
            .filter((entry) => entry.sender === sender && entry.sequence === sequence)
        }),
      importNamed: (sender, exportId) =>
        read(() => {
          vault.verifyVault(context)
          return importNamed(context, sender, exportId)
        }),
      commitImport: (entry, subjects, known) => commitImport(context, entry, subjects, known),
    },
    contacts: contactRepository(context),
    escrows: escrowRepository(context),
    together: (work) => context.write(work),
    verify: (look) => verify(context, look),
    freeze: () => context.freeze(),
    isFrozen: () => context.isFrozen(),
    close: () => void context.db.close(),
  }
}

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
        vault.verifyVault(context)
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
    vault.initialise(context, options.settings, options.keyring)
    return assemble(context)
  } catch (cause) {
    db.close()
    rmSync(options.file, { force: true })
    // The file was removed, so nothing is in doubt.
    throw isInDoubt(cause) ? new Failure('storage') : asFailure(cause)
  }
}
