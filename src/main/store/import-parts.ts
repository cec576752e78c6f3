import { canonicalJson } from '../../shared/canonical.ts'
import type { Canonical } from '../../shared/canonical.ts'
import type { Card } from '../../shared/contacts.ts'
import type { CustodyChain, Notice } from '../../shared/custody.ts'
import type { Escrow } from '../../shared/escrow.ts'
import { Failure } from '../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'
import { count } from './context.ts'
import type { Batch, Context } from './context.ts'
import { importFile, importSubject, isReadable, markReadable } from './exchange-log.ts'
import { recordProvenance } from './import-provenance.ts'
import { textDigest } from './journal.ts'
import { findRow, headsOf } from './record-state.ts'
import { wasPurged } from './removal.ts'
import { hasRevision, isRevisionOf } from './revisions.ts'
import { journalVault, readVault, verifyVault } from './vault-digest.ts'
import { decidedImport } from './vault-rows.ts'
import type { ImportEntry } from './vault-rows.ts'

/** A part of an import; it is stored as canonical JSON, without its empty lists. */
export type ImportPart = {
  readonly cards: readonly Card[]
  readonly notices: readonly Notice[]
  /** Parents before children, also from one part to the next. */
  readonly revisions: readonly Revision[]
  /** The sealed identities of these revisions, by revision. */
  readonly seals: Readonly<Record<RevisionId, string>>
  /** Records that the file has in the same state as this vault. */
  readonly known: readonly RecordId[]
  readonly chains: readonly CustodyChain[]
  readonly escrows: readonly Escrow[]
}

export const emptyPart: ImportPart = {
  cards: [],
  notices: [],
  revisions: [],
  seals: {},
  known: [],
  chains: [],
  escrows: [],
}

/** Parts that are applied in one transaction. */
export type NextParts = {
  /** The number of the last one. */
  readonly last: number
  readonly part: ImportPart
}

/** What the store does not do itself. Both are called within the transaction. */
export type ApplyPorts = {
  /** Before the records: withdrawals and cards. */
  readonly before: (part: ImportPart) => void
  /** After the records and the vault's own line: chains of custody and escrows. */
  readonly after: (part: ImportPart) => void
}

/** UTF-16 code units of parts that are applied together; one part alone may be longer. */
const mostText = 1_000_000

type PartRow = { readonly num: number; readonly digest: string; readonly part: string }

const textOf = (part: ImportPart): string =>
  canonicalJson(
    Object.fromEntries(
      Object.entries(part).filter(([, value]) => Object.keys(value).length > 0),
    ) as Canonical,
  )

const read = (context: Context, { part, digest }: PartRow): ImportPart => {
  if (textDigest(context, part) !== digest) throw new Failure('tampered')
  // Our own JSON, and the vault's digest covers the part's.
  const found = { ...emptyPart, ...(JSON.parse(part) as Partial<ImportPart>) }
  for (const revision of found.revisions) markReadable(revision)
  return found
}

export const joinParts = (parts: readonly ImportPart[]): ImportPart => ({
  cards: parts.flatMap(({ cards }) => cards),
  notices: parts.flatMap(({ notices }) => notices),
  revisions: parts.flatMap(({ revisions }) => revisions),
  seals: Object.assign({}, ...parts.map(({ seals }) => seals)) as ImportPart['seals'],
  known: parts.flatMap(({ known }) => known),
  chains: parts.flatMap(({ chains }) => chains),
  escrows: parts.flatMap(({ escrows }) => escrows),
})

/**
 * Adds revisions to a record as it is now: the user may have changed it since the import was
 * decided. Refuses them together if the record was deleted, or if a revision that they replace is
 * missing.
 */
const addTo = (
  context: Context,
  batch: Batch,
  revisions: readonly Revision[],
  seals: ImportPart['seals'],
): 'added' | 'known' | 'refused' => {
  const [first] = revisions
  if (first === undefined) return 'known'
  const { subject, kind } = first
  const row = findRow(context, subject)
  if (wasPurged(context, subject) || row?.removed === 1) return 'refused'
  if (row !== undefined && row.kind !== kind) return 'refused'
  const added = revisions.filter(({ id }) => !hasRevision(context, id))
  if (added.length === 0) return 'known'
  const names = new Set<RevisionId>(added.map(({ id }) => id))
  const replaced = new Set(added.flatMap(({ parents }) => parents))
  const isHere = (id: RevisionId): boolean =>
    names.has(id) || (row !== undefined && isRevisionOf(context, row.num, id))
  if (![...replaced].every(isHere)) return 'refused'
  // A revision here replaces only revisions here, so none replaces a new one.
  const before = row === undefined ? [] : headsOf(context, row.num)
  const heads = [...before, ...names].filter((id) => !replaced.has(id))
  const found = new Map<RevisionId, Uint8Array>()
  for (const { id } of added) {
    const seal = seals[id]
    if (seal !== undefined) found.set(id, Buffer.from(seal, 'hex'))
  }
  importSubject(context, batch, { subject, kind, revisions: added, heads, seals: found })
  return 'added'
}

const bySubject = (revisions: readonly Revision[]): Map<RecordId, Revision[]> => {
  const groups = new Map<RecordId, Revision[]>()
  for (const revision of revisions) {
    const group = groups.get(revision.subject)
    if (group === undefined) groups.set(revision.subject, [revision])
    else group.push(revision)
  }
  return groups
}

/** @returns the records that were refused. */
const takeRecords = (
  context: Context,
  batch: Batch,
  entry: ImportEntry,
  { revisions, seals, known }: ImportPart,
): RecordId[] => {
  const added: RecordId[] = []
  const refused: RecordId[] = []
  for (const [subject, group] of bySubject(revisions)) {
    const result = addTo(context, batch, group, seals)
    if (result === 'added') added.push(subject)
    if (result === 'refused') refused.push(subject)
  }
  const isHere = (subject: RecordId): boolean => findRow(context, subject) !== undefined
  recordProvenance(context, batch, entry, [...added, ...known.filter(isHere)])
  return refused
}

/** Part of a verification. Parts that are not decided have no effect and are not checked. */
export const verifyImportParts = function* (context: Context): Generator<undefined, boolean, void> {
  if (decidedImport(context) === null) return true
  const rows = context.sql<[number], PartRow>(
    'SELECT * FROM import_part WHERE num > ? ORDER BY num LIMIT 1',
  )
  for (let row = rows.get(0); row !== undefined; row = rows.get(row.num)) {
    if (textDigest(context, row.part) !== row.digest) return false
    yield
  }
  return true
}

/**
 * An import that is too large for one short transaction (ADR 0040). Its parts are staged first, in
 * several transactions, without any effect. One transaction decides the import. Then the parts are
 * applied, some in each transaction, which also deletes them. After a crash before the decision the
 * parts are discarded; after a crash after it the rest is applied.
 */
export const importPartRepository = (context: Context) => ({
  /**
   * Stages parts, in the order in which they are applied.
   *
   * @throws Failure `malformed` for an unreadable revision.
   */
  stage: (parts: readonly ImportPart[]): void =>
    context.write(() => {
      if (decidedImport(context) !== null) throw new Failure('internal')
      for (const part of parts) {
        if (!part.revisions.every((revision) => isReadable(context, revision)))
          throw new Failure('malformed')
        const text = textOf(part)
        context
          .sql<[string, string]>('INSERT INTO import_part (digest, part) VALUES (?, ?)')
          .run(textDigest(context, text), text)
      }
    }),
  /**
   * Deletes some staged parts of an import that was not decided. @returns whether any are left.
   *
   * @throws Failure `tampered`.
   */
  discard: (most: number): boolean => {
    if (context.read(() => decidedImport(context) !== null)) return false
    if (context.read(() => count(context, 'FROM import_part')) === 0) return false
    return context.write(() => {
      // The decision may be missing because an old page was put back.
      verifyVault(context)
      context
        .sql<[number]>(
          'DELETE FROM import_part WHERE num IN (SELECT num FROM import_part ORDER BY num LIMIT ?)',
        )
        .run(most)
      return count(context, 'FROM import_part') > 0
    })
  },
  /**
   * From here on the file is imported: lists it, and lets the staged parts be applied.
   *
   * @throws Failure `rolled-back` for another file of the same name.
   */
  decide: (entry: ImportEntry): void =>
    context.write((batch) => {
      verifyVault(context)
      if (decidedImport(context) !== null) throw new Failure('internal')
      const num = importFile(context, entry)
      context.sql<[number]>('INSERT INTO import_decided (one, import) VALUES (1, ?)').run(num)
      journalVault(context, batch, 'record.imported')
    }),
  /** The number of parts that are not applied; null: no import is unfinished. */
  unfinished: (): number | null => context.read(() => decidedImport(context)?.parts.length ?? null),
  /** The number of stored parts, decided or not. */
  staged: (): number => context.read(() => count(context, 'FROM import_part')),
  /**
   * The next parts to apply, of a bounded length together; null: none is left.
   *
   * @param most how many, at least one.
   * @throws Failure `tampered`.
   */
  next: (most: number): NextParts | null =>
    readVault(context, () => {
      if (decidedImport(context) === null) return null
      const parts: ImportPart[] = []
      let last: number | null = null
      let text = 0
      for (const row of context
        .sql<[number], PartRow>('SELECT * FROM import_part ORDER BY num LIMIT ?')
        .iterate(most)) {
        text += row.part.length
        if (last !== null && text > mostText) break
        parts.push(read(context, row))
        last = row.num
      }
      return last === null ? null : { last, part: joinParts(parts) }
    }),
  /**
   * Applies these parts and deletes them.
   *
   * @returns records that were refused, because they were deleted since the decision.
   */
  apply: ({ last, part }: NextParts, { before, after }: ApplyPorts): RecordId[] =>
    context.write((batch) => {
      verifyVault(context)
      const decided = decidedImport(context)
      if (decided === null) throw new Failure('internal')
      before(part)
      const refused = takeRecords(context, batch, decided.entry, part)
      context.sql<[number]>('DELETE FROM import_part WHERE num <= ?').run(last)
      if (count(context, 'FROM import_part') === 0) {
        context.sql<[]>('DELETE FROM import_decided').run()
      }
      journalVault(context, batch, 'import.continued')
      after(part)
      return refused
    }),
})
