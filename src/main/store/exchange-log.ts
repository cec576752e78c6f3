import { canonicalJson } from '../../shared/canonical.ts'
import type { Canonical } from '../../shared/canonical.ts'
import { fitsKind } from '../../shared/content-schemas.ts'
import { Failure } from '../../shared/failure.ts'
import type { AuthorKey, RecordId, RevisionId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'
import { exportsOfHandedOver, journalOverrides } from './audit-reasons.ts'
import type { OverrideEntry } from './audit-reasons.ts'
import { append, lastOf } from './context.ts'
import type { Batch, Context } from './context.ts'
import { importNumber, recordProvenance } from './import-provenance.ts'
import {
  chooseHead,
  findRow,
  headsOf,
  journalRow,
  verified,
  insertRecord,
  updateRecord,
  writeHeads,
} from './record-state.ts'
import type { RecordRow } from './record-state.ts'
import { wasPurged } from './removal.ts'
import {
  hasRevision,
  insertRevision,
  isRevisionIntact,
  isRevisionOf,
  readRevision,
} from './revisions.ts'
import { journalVault, readVault, verifiedBatch, writeVault } from './vault-digest.ts'
import { exportRows, importRows } from './vault-rows.ts'
import type { ExportEntry, ImportEntry } from './vault-rows.ts'

/** The new state of one subject. The merge decides the heads, the store the rest. */
export type ImportSubject = {
  readonly subject: RecordId
  readonly kind: Revision['kind']
  /** New ones in any order; those that are here already are passed over. */
  readonly revisions: Iterable<Revision>
  readonly heads: readonly RevisionId[]
  /** The sealed identities of the new revisions that have one. */
  readonly seals: ReadonlyMap<RevisionId, Uint8Array>
}

const isBegun = (context: Context, pair: string): boolean =>
  context.sql<[string], 1>('SELECT 1 FROM export_begun WHERE pair = ?').pluck().get(pair) === 1

// Independent of the caller's checks: only readable revisions are stored.
const checkReadable = (context: Context, revision: Revision): boolean => {
  try {
    const content: unknown = JSON.parse(revision.content)
    return (
      canonicalJson(content as Canonical) === revision.content &&
      fitsKind(revision.kind, content) &&
      isRevisionIntact(context, revision)
    )
  } catch {
    return false
  }
}

const readable = new WeakSet<Revision>()

/** Each revision that cannot change is checked once. */
export const isReadable = (context: Context, revision: Revision): boolean => {
  if (readable.has(revision)) return true
  const found = checkReadable(context, revision)
  if (found && Object.isFrozen(revision)) readable.add(revision)
  return found
}

/** For a revision that was checked before. */
export const markReadable = (revision: Revision): void => void readable.add(Object.freeze(revision))

/** Parents before children, so that the row order is the order of revisions. */
export const parentsFirst = (revisions: readonly Revision[]): Revision[] => {
  const waiting = new Map(revisions.map((revision) => [revision.id, revision]))
  const sorted: Revision[] = []
  const stack = [...waiting.keys()].sort().reverse()
  while (stack.length > 0) {
    const revision = waiting.get(stack.at(-1) as RevisionId)
    const missing = revision?.parents.filter((parent) => waiting.has(parent)) ?? []
    if (revision !== undefined && missing.length > 0) {
      // A digest cannot be its own ancestor, so this ends.
      stack.push(...missing)
      continue
    }
    stack.pop()
    if (revision === undefined) continue
    waiting.delete(revision.id)
    sorted.push(revision)
  }
  return sorted
}

const follow = (
  context: Context,
  batch: Batch,
  row: RecordRow,
  heads: readonly RevisionId[],
  removed: 0 | 1,
): RecordRow => {
  const stays =
    row.state !== 'filed' || (row.head !== null && heads.includes(row.head)) ? row.head : null
  if (stays !== null || row.state !== 'filed') {
    return updateRecord(context, batch, row, { removed })
  }
  const head = chooseHead(heads)
  const { content } = readRevision(context, head)
  return updateRecord(context, batch, row, { removed, head, content })
}

/**
 * Adds revisions to a record.
 *
 * @param whenRemoved what happens to a record that the user removed: `keep` leaves it removed, so
 *   that a restore shows it with them.
 * @returns whether any part was new here.
 */
export const importSubject = (
  context: Context,
  batch: Batch,
  input: ImportSubject,
  whenRemoved: 'restore' | 'keep',
): boolean => {
  const revisions = [...input.revisions]
  const fresh = revisions.filter((revision) => !hasRevision(context, revision.id))
  const wrong = revisions.some(
    (revision) =>
      revision.subject !== input.subject ||
      revision.kind !== input.kind ||
      !isReadable(context, revision),
  )
  if (wrong || input.heads.length === 0 || wasPurged(context, input.subject))
    throw new Failure('malformed')
  const heads = [...new Set(input.heads)].sort()
  let row = findRow(context, input.subject)
  if (row !== undefined && row.kind !== input.kind) throw new Failure('malformed')
  if (row !== undefined) {
    verified(context, row)
    const same = canonicalJson(headsOf(context, row.num)) === canonicalJson(heads)
    if (fresh.length === 0 && same) return false
  }
  const isNew = row === undefined
  if (row === undefined) {
    const head = chooseHead(heads)
    const content = revisions.find((revision) => revision.id === head)?.content
    if (content === undefined) throw new Failure('malformed')
    row = insertRecord(context, batch, {
      id: input.subject,
      kind: input.kind,
      state: 'filed',
      head,
      content,
    })
  }
  for (const revision of parentsFirst(fresh)) {
    const seal = input.seals.get(revision.id) ?? null
    if ((seal === null) !== (revision.seal === null)) throw new Failure('malformed')
    insertRevision(context, row.num, revision, seal)
  }
  // The new ones were checked ahead, the others when the caller read them: only their place counts.
  if (!heads.every((head) => isRevisionOf(context, row.num, head))) throw new Failure('malformed')
  writeHeads(context, row.num, heads)
  const written = isNew
    ? row
    : follow(context, batch, row, heads, whenRemoved === 'keep' ? row.removed : 0)
  journalRow(context, batch, written, 'record.imported')
  return true
}

/** A sender's file of that name, as recorded at its first import. */
const importNamed = (context: Context, sender: AuthorKey, exportId: string): ImportEntry | null =>
  importRows(context).find((entry) => entry.sender === sender && entry.exportId === exportId) ??
  null

const insertImport = (context: Context, entry: ImportEntry): void => {
  context
    .sql<unknown[]>(
      `INSERT INTO import (export_id, sender, pair, seq, hash, previous, day, sequence)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      entry.exportId,
      entry.sender,
      entry.pair,
      entry.seq,
      entry.hash,
      entry.previous,
      entry.day,
      entry.sequence ?? '',
    )
}

/**
 * Whether a file was imported before.
 *
 * @throws Failure `rolled-back` for another file of the same name: the sender did not write both as
 *   its first.
 */
const isImported = (context: Context, entry: ImportEntry): boolean => {
  const before = importNamed(context, entry.sender, entry.exportId)
  if (before !== null && canonicalJson(before) !== canonicalJson(entry)) {
    throw new Failure('rolled-back')
  }
  return before !== null
}

/** Lists a file, unless it is listed. @returns its number. @throws Failure `rolled-back`. */
export const importFile = (context: Context, entry: ImportEntry): number => {
  if (!isImported(context, entry)) insertImport(context, entry)
  return importNumber(context, entry)
}

/** What was exported from here and imported. */
export const exchangeRepository = (context: Context) => ({
  /**
   * Newest first. Without the purpose of one that carried a record which was handed over, erased or
   * not yet: it is erased with the record.
   */
  exports: (): ExportEntry[] =>
    readVault(context, () => {
      const carriers = exportsOfHandedOver(context)
      const rows = exportRows(context)
      if (carriers.size === 0) return rows
      // The vault has one such line for each export, in order.
      const txns = context
        .sql<[], number>(
          `SELECT txn FROM journal WHERE subject = 'vault' AND kind = 'record.exported'
            ORDER BY seq DESC`,
        )
        .pluck()
        .all()
      return rows.map((row, i) => (carriers.has(txns[i] ?? 0) ? { ...row, purpose: '' } : row))
    }),
  /** The export that the next one to these recipients continues; null: it begins a new sequence. */
  lastExport: (pair: string): (ExportEntry & { readonly sequence: string }) | null =>
    readVault(context, () => {
      // An unlisted file with the next number may be in circulation.
      if (isBegun(context, pair)) return null
      for (const entry of exportRows(context)) {
        const { sequence, ended } = entry
        if (entry.pair === pair && sequence !== undefined && ended !== true) {
          return { ...entry, sequence }
        }
      }
      return null
    }),
  /**
   * Call before a file to these recipients gets its name. A separate write before that: if the power
   * fails between the name and the commit that records the file, the mark shows that the number is
   * used. Until an export to them is recorded, the next one begins a new sequence, because this file
   * may be in circulation.
   */
  begin: (pair: string): void =>
    context.write(() => {
      context.sql<[string]>('INSERT OR IGNORE INTO export_begun (pair) VALUES (?)').run(pair)
    }),
  /**
   * `subjects`: records in the file; each gets its own journal line, unless the caller wrote it in the
   * same transaction before. `overrides`: overrides, whose lines with reasons are written in the same
   * transaction.
   */
  recordExport: (
    entry: ExportEntry,
    subjects: readonly RecordId[],
    overrides: readonly OverrideEntry[] = [],
  ): void =>
    writeVault(context, 'record.exported', (batch) => {
      context
        .sql<unknown[]>(
          `INSERT INTO export
            (id, day, reports, recipients, bytes, purpose, pair, seq, hash, sequence, ended)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
        )
        .run(
          entry.exportId,
          entry.day,
          entry.reports,
          canonicalJson(entry.to),
          entry.bytes,
          entry.purpose,
          entry.pair,
          entry.seq,
          entry.hash,
          entry.sequence ?? '',
        )
      context.sql<[string]>('DELETE FROM export_begun WHERE pair = ?').run(entry.pair)
      for (const subject of subjects) {
        const row = findRow(context, subject)
        if (row === undefined) throw new Failure('not-found')
        verified(context, row)
        // The record is what its last line says: its digest is not computed twice.
        const last = lastOf(context, subject)
        const { digest } = last
        const line = { kind: 'record.exported', subject_kind: row.kind, subject, digest } as const
        append(context, batch, line, last)
      }
      // Right before the vault's own line, which is how they are found again.
      journalOverrides(context, batch, overrides)
    }),
  /** Newest first. */
  imports: (): ImportEntry[] => readVault(context, () => importRows(context)),
  /** A sender's file of that name, once any content or its arrival was recorded. */
  importNamed: (sender: AuthorKey, exportId: string): ImportEntry | null =>
    readVault(context, () => importNamed(context, sender, exportId)),
  /** The imports from one sender in one of its sequences, newest first. */
  importsFrom: (sender: AuthorKey, sequence: string): ImportEntry[] =>
    readVault(context, () =>
      importRows(context).filter((entry) => entry.sender === sender && entry.sequence === sequence),
    ),
  /**
   * For a revision that cannot change and that the caller found to be named by its digest, with a
   * canonical content of its kind: `commitImport` does not check it again.
   */
  noteReadable: markReadable,
  /**
   * One transaction for all. A record moves to the new head when that replaces its own; a draft in
   * progress stays with its base; several heads all stay. The same file may be imported again:
   * records that are here already change nothing, and an import without changes leaves no line.
   *
   * @param known records that are here unchanged and that this file also contained.
   * @throws Failure `rolled-back` for another file of the same name, `malformed` for records that
   * were purged here.
   */
  commitImport: (
    entry: ImportEntry,
    subjects: readonly ImportSubject[],
    known: readonly RecordId[] = [],
  ): void =>
    context.write((unverified) => {
      const batch = verifiedBatch(context, unverified)
      const isAgain = isImported(context, entry)
      const changed = subjects
        .filter((subject) => importSubject(context, batch, subject, 'restore'))
        .map(({ subject }) => subject)
      if (isAgain && changed.length === 0) return
      if (!isAgain) insertImport(context, entry)
      recordProvenance(context, batch, entry, isAgain ? changed : [...changed, ...known])
      journalVault(context, batch, 'record.imported')
    }),
})
