import { canonicalJson } from '../../shared/canonical.ts'
import { Cosignature } from '../../shared/cosign.ts'
import { Failure } from '../../shared/failure.ts'
import type { Day, Instant, RecordId, SourceId } from '../../shared/ids.ts'
import type { JournalLine } from '../../shared/records.ts'
import type { journalKind } from '../../shared/vocabularies.ts'
import { journalOverrides, ofCosigned, saveReason } from './audit-reasons.ts'
import type { OverrideEntry } from './audit-reasons.ts'
import { count, lastLine, noHash, hex, lineHash, sameBytes } from './context.ts'
import type { Context, Tail, StoredLine } from './context.ts'
import { asFailure } from './database-error.ts'
import { findRow, getRecord, journalRecord, verified } from './record-state.ts'
import { journalVault, readVault, vaultSubject, verifyVault, writeVault } from './vault-digest.ts'

type VaultAct = Extract<(typeof journalKind)[number], `vault.${string}`> | 'identity.keys'

type RecordAct = Extract<
  (typeof journalKind)[number],
  | 'lint.overridden'
  | 'review.overridden'
  | 'record.published'
  | 'attachment.saved'
  | `source.${string}`
>

/** How the journal's tail and the anchor fit; anything but the first two means rescue mode. */
export type OpenState = 'ok' | 'repair-anchor' | 'missing-commits' | 'tampered'

const slice = 4_096

/**
 * Does the journal hold all lines, and does the index for a subject's last line find each? An old
 * page of either is authentic; it would hide later lines, or show earlier ones twice. Same check as
 * `integrity_check(journal)` in 60 % of its time: a millisecond for a thousand lines.
 */
const everyLineIsFound = (context: Context): boolean => {
  const found = context
    .sql<[number, number], number>(
      `SELECT seq FROM journal line NOT INDEXED
        WHERE seq > ? AND EXISTS (SELECT 1 FROM journal entry INDEXED BY journal_by_subject
          WHERE entry.subject = line.subject AND entry.seq = line.seq)
        ORDER BY seq LIMIT ?`,
    )
    .pluck()
  let lines = 0
  for (;;) {
    const part = found.all(lines, slice)
    for (const seq of part) {
      if (seq !== lines + 1) return false
      lines += 1
    }
    if (part.length < slice) return lines === lastLine(context).seq
  }
}

/** The index has no entries beyond those found. */
const noEntryIsLeft = (context: Context): boolean =>
  count(context, 'FROM journal INDEXED BY journal_by_subject') === lastLine(context).seq

/** Notices are few: the engine looks up each in its index. */
const noticesAreFound = (context: Context): boolean =>
  context.db.pragma('integrity_check(notice)', { simple: true }) === 'ok'

/**
 * Checks that unlock relies on before any verification: journal, notices and their indexes are
 * whole.
 */
const verifyJournalIndex = (context: Context): boolean =>
  everyLineIsFound(context) && noEntryIsLeft(context) && noticesAreFound(context)

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

type ListedLine = StoredLine & { reason: string | null }

/** Filters lines by kind of act and kind of subject; null: any. */
type LinesOf = {
  readonly kind: JournalLine['kind'] | null
  readonly about: JournalLine['subjectKind'] | null
}

const listed = 'SELECT j.*, o.reason FROM journal j LEFT JOIN opening o ON o.seq = j.seq'

const fitting = `j.seq < :below AND (:kind IS NULL OR j.kind = :kind)
  AND (:about IS NULL OR j.subject_kind = :about)`

const asLine = (row: ListedLine): JournalLine => ({
  seq: row.seq,
  day: row.day as Day,
  time: row.time as Instant | null,
  actor: row.actor,
  kind: row.kind,
  subjectKind: row.subject_kind,
  subject: row.subject,
  digest: hex(row.digest),
  hash: hex(row.hash),
  // For a co-signature, the column holds the co-signature instead of a reason.
  reason: row.kind === 'review.cosigned' ? null : row.reason,
})

export const journalRepository = (context: Context) => ({
  /** Newest first, below `before`. */
  list: (
    subject: string | null,
    before: number | null,
    limit: number,
    { kind, about }: LinesOf = { kind: null, about: null },
  ): { lines: JournalLine[]; more: boolean } =>
    context.read(() => {
      const below = before ?? Number.MAX_SAFE_INTEGER
      const those = { kind, about, below, most: limit + 1 }
      const rows =
        subject === null
          ? context
              .sql<[typeof those], ListedLine>(
                `${listed} WHERE ${fitting} ORDER BY j.seq DESC LIMIT :most`,
              )
              .all(those)
          : context
              .sql<[typeof those & { subject: string }], ListedLine>(
                `${listed} WHERE j.subject = :subject AND ${fitting} ORDER BY j.seq DESC LIMIT :most`,
              )
              .all({ ...those, subject })
      return { lines: rows.slice(0, limit).map(asLine), more: rows.length > limit }
    }),
  /** Sources whose last withhold or release line in the journal says withheld. */
  heldBack: (): SourceId[] =>
    context.read(() =>
      context
        .sql<[], { id: SourceId }>(
          `SELECT r.id FROM record r WHERE r.kind = 'source' AND r.removed = 0 AND (
            SELECT j.kind FROM journal j
            WHERE j.subject = r.id AND j.kind IN ('source.held-back', 'source.let-go')
            ORDER BY j.seq DESC LIMIT 1) = 'source.held-back'`,
        )
        .all()
        .map(({ id }) => id),
    ),
  tail: (): Tail => context.read(() => lastLine(context)),
  /** The records, or `vault`, of the lines after this one. */
  subjectsSince: (seq: number): string[] =>
    context.read(() =>
      context
        .sql<[number], string>('SELECT DISTINCT subject FROM journal WHERE seq > ?')
        .pluck()
        .all(seq),
    ),
  /** For acts that change nothing in the database, as a finished verification. */
  note: (kind: VaultAct): void => context.write((batch) => journalVault(context, batch, kind)),
  /**
   * For an act on a record that does not change it: an override, a written publication.
   *
   * @throws Failure `not-found`, `tampered`.
   */
  noteRecord: (kind: RecordAct, id: RecordId): void =>
    context.write((batch) => {
      getRecord(context, id)
      journalRecord(context, batch, id, kind)
    }),
  /** Lines about overrides, each with its reason. @throws Failure `not-found`, `tampered`. */
  noteOverrides: (overrides: readonly OverrideEntry[]): void =>
    context.write((batch) => {
      verifyVault(context)
      if (overrides.length === 0) return
      journalOverrides(context, batch, overrides)
      journalVault(context, batch, 'review.overridden')
    }),
  /**
   * A second reader signed the exported content of this record; null: an export.
   *
   * @throws Failure `not-found`, `tampered`.
   */
  noteCosigned: (subject: RecordId | null, cosignature: Cosignature): void =>
    writeVault(context, 'review.cosigned', (batch) => {
      const row = subject === null ? null : findRow(context, subject)
      if (row === undefined) throw new Failure('not-found')
      if (row !== null) verified(context, row)
      saveReason(context, subject ?? vaultSubject, canonicalJson(cosignature))
      if (subject !== null) journalRecord(context, batch, subject, 'review.cosigned')
    }),
  /** All stored ones, newest first. Their signatures are not checked. */
  cosignatures: (): Cosignature[] =>
    readVault(context, () =>
      context
        .sql<[], { reason: string }>(
          `SELECT reason FROM opening WHERE ${ofCosigned} ORDER BY seq DESC`,
        )
        .all()
        .map(({ reason }) => Cosignature.parse(JSON.parse(reason))),
    ),
  /**
   * An identity, or with null the key itself, is about to be opened for this reason.
   *
   * @throws Failure `not-found`, `tampered`.
   */
  noteOpening: (subject: SourceId | null, reason: string): void =>
    writeVault(context, 'identity.opened', (batch) => {
      if (subject !== null && getRecord(context, subject, 'source').row.head === null) {
        throw new Failure('not-found')
      }
      saveReason(context, subject ?? vaultSubject, reason)
      if (subject !== null) journalRecord(context, batch, subject, 'identity.opened')
    }),
  /** Does the journal end where the anchor says? Null: there is no readable anchor. */
  openState: (anchor: Tail | null): OpenState => context.read(() => openState(context, anchor)),
})
