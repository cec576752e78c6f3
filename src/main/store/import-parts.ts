import { attachedFiles } from '../../shared/attachments.ts'
import { canonicalJson } from '../../shared/canonical.ts'
import type { Canonical } from '../../shared/canonical.ts'
import type { Card } from '../../shared/contacts.ts'
import type { Notice } from '../../shared/custody.ts'
import type { Escrow } from '../../shared/escrow.ts'
import { Failure } from '../../shared/failure.ts'
import type { FailureCode } from '../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'
import type { Batch, Context } from './context.ts'
import type { ChainChange } from './custody.ts'
import { asFailure, isOutOfMemory } from './database-error.ts'
import { importFile, importSubject, isReadable, markReadable } from './exchange-log.ts'
import { recordProvenance } from './import-provenance.ts'
import { hex } from './context.ts'
import { storeNotices } from './notices.ts'
import type { StoredAdvisory } from './notices.ts'
import { findHeader, headsOf } from './record-state.ts'
import { wasPurged } from './removal.ts'
import { hasRevision, isRevisionOf } from './revisions.ts'
import { journalVault, verifiedBatch, verifyVault, writeVault } from './vault-digest.ts'
import type { VaultBatch } from './vault-digest.ts'
import { decidedImport } from './vault-rows.ts'
import type { DecidedImport, ImportEntry } from './vault-rows.ts'
import { reportContent } from './record-content.ts'

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
  readonly chains: readonly ChainChange[]
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

/** What the store does not do itself. All are called within the transaction. */
export type ApplyPorts = {
  readonly cards: (cards: readonly Card[]) => void
  /** Those of them to store. */
  readonly notices: (notices: readonly Notice[]) => readonly StoredAdvisory[]
  readonly chain: (change: ChainChange) => void
  readonly escrow: (escrow: Escrow) => void
  /** Asked after each part: whether the transaction ends here. */
  readonly isEnough: () => boolean
}

/** The errors of the disk and the database: an import waits until they are gone. */
const stopsImport: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'storage',
  'in-doubt',
  'read-only',
  'busy',
  'damaged',
])

/** Whether an error says nothing of what was applied, so that nothing else can be applied either. */
export const isOfTheDisk = (cause: unknown): boolean =>
  isOutOfMemory(cause) || stopsImport.has(asFailure(cause).code)

type PartRow = { readonly num: number; readonly digest: string; readonly bytes: Buffer }

const textOf = (part: ImportPart): string =>
  canonicalJson(
    Object.fromEntries(
      Object.entries(part).filter(([, value]) => Object.keys(value).length > 0),
    ) as Canonical,
  )

/** The digest of a part covers that of the part before it. */
const partDigest = (context: Context, before: string, part: Uint8Array): string =>
  hex(context.digest.plain(Buffer.concat([Buffer.from(before), part])))

const read = (context: Context, before: string, { bytes, digest }: PartRow): ImportPart => {
  if (partDigest(context, before, bytes) !== digest) throw new Failure('tampered')
  // Our own JSON, and the vault's digest covers the part's.
  const found = { ...emptyPart, ...(JSON.parse(bytes.toString('utf8')) as Partial<ImportPart>) }
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
 * decided. A removed record stays removed, with them. Refuses them together if the record was
 * purged, or if a revision that they replace is missing.
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
  if (wasPurged(context, subject)) return 'refused'
  const row = findHeader(context, subject)
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
  const input = { subject, kind, revisions: added, heads, seals: found }
  importSubject(context, batch, input, 'keep')
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

/** Runs work on one object. @returns false if it was refused, with nothing written. */
type Attempt = (work: () => void) => boolean

const atOnce: Attempt = (work) => {
  work()
  return true
}

/**
 * Undoes the work on an object that fails, so that the other objects are applied. Each savepoint
 * writes the search index: this is for the rare part that fails as a whole.
 *
 * @throws errors of the disk.
 */
const oneByOne =
  (context: Context): Attempt =>
  (work) => {
    context.sql<[]>('SAVEPOINT object').run()
    try {
      work()
      return true
    } catch (cause) {
      if (isOfTheDisk(cause) || !context.db.inTransaction) throw cause
      context.sql<[]>('ROLLBACK TO object').run()
      return false
    } finally {
      if (context.db.inTransaction) context.sql<[]>('RELEASE object').run()
    }
  }

/** @returns the records that were refused. */
const applyPart = (
  context: Context,
  batch: VaultBatch,
  { entry, part }: { readonly entry: ImportEntry; readonly part: ImportPart },
  ports: ApplyPorts,
  attempt: Attempt,
): RecordId[] => {
  const { cards, notices, revisions, seals, known, chains, escrows } = part
  if (cards.length > 0) attempt(() => ports.cards(cards))
  // Not an attempt: no record may be here without the withdrawal that blocks it.
  // Under the next line of the transaction.
  if (notices.length > 0) storeNotices(context, ports.notices(notices))
  const added: RecordId[] = []
  const refused: RecordId[] = []
  for (const [subject, group] of bySubject(revisions)) {
    let result: ReturnType<typeof addTo> = 'refused'
    const isDone = attempt(() => (result = addTo(context, batch, group, seals)))
    if (!isDone || result === 'refused') refused.push(subject)
    else if (result === 'added') added.push(subject)
  }
  const isHere = (subject: RecordId): boolean => findHeader(context, subject) !== undefined
  recordProvenance(context, batch, entry, [...added, ...known.filter(isHere)])
  for (const change of chains) attempt(() => ports.chain(change))
  // An escrow verifies the state of the vault, which the withdrawals before it changed.
  if (escrows.length > 0) journalVault(context, batch, 'import.continued')
  // Its sender may no longer be verified, now that the cards are here.
  for (const escrow of escrows) attempt(() => ports.escrow(escrow))
  return refused
}

/** Lists the attached files that a revision names, which a purge must leave. */
const noteFiles = (context: Context, { kind, content }: Revision): void => {
  if (kind !== 'report' || !content.includes('"attachments":')) return
  for (const { digest } of attachedFiles(reportContent(content))) {
    context.sql<[string]>('INSERT OR IGNORE INTO import_file (digest) VALUES (?)').run(digest)
  }
}

const nextRow = (context: Context, after: number): PartRow | undefined =>
  context
    .sql<[number], PartRow>(
      `SELECT num, digest, CAST(part AS BLOB) AS bytes FROM import_part
        WHERE num > ? ORDER BY num LIMIT 1`,
    )
    .get(after)

const isDecided = (context: Context): boolean =>
  context.sql<[]>('SELECT 1 FROM import_decided').get() !== undefined

const hasParts = (context: Context): boolean =>
  context.sql<[]>('SELECT 1 FROM import_part LIMIT 1').get() !== undefined

/** Staged parts, or the list of the attached files that they name. */
const hasStaged = (context: Context): boolean =>
  hasParts(context) || context.sql<[]>('SELECT 1 FROM import_file LIMIT 1').get() !== undefined

/** Parts have consecutive numbers: counting them would read them. */
const partsLeft = (context: Context): number =>
  context
    .sql<[], number>(
      `SELECT coalesce((SELECT max(num) FROM import_part) - (SELECT min(num) FROM import_part) + 1, 0)`,
    )
    .pluck()
    .get() ?? 0

const followsFrom = function* (
  context: Context,
  decided: DecidedImport,
): Generator<undefined, boolean, void> {
  let { applied } = decided
  for (let row = nextRow(context, 0); row !== undefined; row = nextRow(context, row.num)) {
    if (partDigest(context, applied, row.bytes) !== row.digest) return false
    applied = row.digest
    yield
  }
  return applied === decided.last
}

/**
 * Part of a verification. Parts that are not decided have no effect and are not checked. If parts
 * were applied meanwhile, the others are checked again.
 */
export const verifyImportParts = function* (context: Context): Generator<undefined, boolean, void> {
  for (;;) {
    const decided = decidedImport(context)
    if (decided === null || (yield* followsFrom(context, decided))) return true
    if (decidedImport(context)?.applied === decided.applied) return false
  }
}

/** Whether the next part of a decided import is missing or altered: it can never be applied. */
const isNextDamaged = (context: Context, { applied }: DecidedImport): boolean => {
  const row = nextRow(context, 0)
  return row === undefined || partDigest(context, applied, row.bytes) !== row.digest
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
      if (isDecided(context)) throw new Failure('internal')
      let before =
        context
          .sql<[], string>('SELECT digest FROM import_part ORDER BY num DESC LIMIT 1')
          .pluck()
          .get() ?? ''
      for (const part of parts) {
        for (const revision of part.revisions) {
          if (!isReadable(context, revision)) throw new Failure('malformed')
          noteFiles(context, revision)
        }
        const text = textOf(part)
        before = partDigest(context, before, Buffer.from(text))
        context
          .sql<[string, string]>('INSERT INTO import_part (digest, part) VALUES (?, ?)')
          .run(before, text)
      }
    }, true),
  /**
   * Deletes some staged parts of an import that was not decided. @returns whether any are left.
   *
   * @throws Failure `tampered`.
   */
  discard: (most: number): boolean => {
    if (context.read(() => isDecided(context) || !hasStaged(context))) return false
    return context.write(() => {
      // The decision may be missing because an old page was put back.
      verifyVault(context)
      context
        .sql<[number]>(
          'DELETE FROM import_part WHERE num IN (SELECT num FROM import_part ORDER BY num LIMIT ?)',
        )
        .run(most)
      if (hasParts(context)) return true
      context.sql<[]>('DELETE FROM import_file').run()
      return false
    })
  },
  /**
   * From here on the file is imported: lists it, and lets the staged parts be applied.
   *
   * @throws Failure `rolled-back` for another file of the same name; `conflict` if an attached file
   *   that a part names is not here.
   */
  decide: (entry: ImportEntry): void =>
    context.write((unverified) => {
      const batch = verifiedBatch(context, unverified)
      if (isDecided(context)) throw new Failure('internal')
      const missing = context.sql<[]>(
        'SELECT 1 FROM import_file WHERE digest NOT IN (SELECT digest FROM blob) LIMIT 1',
      )
      if (missing.get() !== undefined) throw new Failure('conflict')
      const num = importFile(context, entry)
      const { changes } = context
        .sql<[number]>(
          `INSERT INTO import_decided (one, import, applied, last)
            SELECT 1, ?, '', digest FROM import_part ORDER BY num DESC LIMIT 1`,
        )
        .run(num)
      if (changes !== 1) throw new Failure('internal')
      journalVault(context, batch, 'record.imported')
    }),
  /** Whether an import is decided and not applied completely. */
  isUnfinished: (): boolean => context.read(() => isDecided(context)),
  /** Whether an import is decided and its next part is missing or altered. */
  isDamaged: (): boolean =>
    context.read(() => {
      const decided = decidedImport(context)
      return decided !== null && isNextDamaged(context, decided)
    }),
  /**
   * Ends a decided import whose next part is missing or altered. What was applied stays. The other
   * parts become remains of an import that was not decided, for `discard`. The file stays listed, and
   * can be imported again.
   *
   * @throws Failure `conflict` if the import can go on, or if there is none; `tampered` if the state of
   *   the vault does not match its digest.
   */
  giveUp: (): void =>
    writeVault(context, 'import.given-up', () => {
      const decided = decidedImport(context)
      if (decided === null || !isNextDamaged(context, decided)) throw new Failure('conflict')
      context.sql<[]>('DELETE FROM import_decided').run()
    }),
  /** Whether anything of an import is staged, decided or not. */
  isPending: (): boolean => context.read(() => isDecided(context) || hasStaged(context)),
  /** The number of stored parts, decided or not. */
  left: (): number => context.read(() => partsLeft(context)),
  /**
   * Applies the next parts of the decided import in one transaction and deletes them.
   *
   * @param isCareful applies one part, object by object: an object that fails is refused alone.
   *   Without it the first error fails the transaction.
   * @returns records that were refused, because they were purged since the decision, or because they
   *   do not fit what is here.
   * @throws Failure `tampered` if a part is missing or altered.
   */
  apply: (ports: ApplyPorts, isCareful: boolean): RecordId[] =>
    context.write((unverified) => {
      const batch = verifiedBatch(context, unverified)
      const decided = decidedImport(context)
      if (decided === null) throw new Failure('internal')
      const { entry, last } = decided
      const attempt = isCareful ? oneByOne(context) : atOnce
      const isEnough = (): boolean => isCareful || ports.isEnough()
      const refused: RecordId[] = []
      let { applied } = decided
      do {
        const row = nextRow(context, 0)
        if (row === undefined) throw new Failure('tampered')
        const part = read(context, applied, row)
        // First: what is written next takes the pages that this frees.
        context.sql<[number]>('DELETE FROM import_part WHERE num = ?').run(row.num)
        refused.push(...applyPart(context, batch, { entry, part }, ports, attempt))
        applied = row.digest
      } while (applied !== last && !isEnough())
      if (applied === last) {
        context.sql<[]>('DELETE FROM import_decided').run()
        context.sql<[]>('DELETE FROM import_file').run()
      } else context.sql<[string]>('UPDATE import_decided SET applied = ?').run(applied)
      journalVault(context, batch, 'import.continued')
      return refused
    }, true),
})
