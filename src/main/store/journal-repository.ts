import { canonicalJson } from '../../shared/canonical.ts'
import { Cosignature } from '../../shared/cosign.ts'
import { Failure } from '../../shared/failure.ts'
import type { Day, Instant, RecordId, SourceId } from '../../shared/ids.ts'
import type { JournalLine } from '../../shared/records.ts'
import type { journalKind } from '../../shared/vocabularies.ts'
import {
  isOfHandedOver,
  journalOverrides,
  namesHandedOver,
  ofCosigned,
  saveReason,
} from './audit-reasons.ts'
import type { OverrideEntry } from './audit-reasons.ts'
import { append, hex, lastLine, lastOf } from './context.ts'
import type { Context, StoredLine, Tail } from './context.ts'
import { findRow, getRecord, journalRecord, verified } from './record-state.ts'
import { journalVault, readVault, vaultSubject, verifiedBatch, writeVault } from './vault-digest.ts'

type VaultAction = Extract<(typeof journalKind)[number], `vault.${string}`> | 'identity.keys'

type RecordAction = Extract<
  (typeof journalKind)[number],
  | 'lint.overridden'
  | 'review.overridden'
  | 'record.published'
  | 'record.exported'
  | 'attachment.saved'
  | `source.${string}`
>

/** A record whose state was found to be that of its last line. */
type CheckedRecord = Pick<StoredLine, 'subject' | 'subject_kind' | 'seq'>

type ListedLine = StoredLine & { reason: string | null }

/** Filters lines by kind of act and kind of subject; null: any. */
type LinesOf = {
  readonly kind: JournalLine['kind'] | null
  readonly about: JournalLine['subjectKind'] | null
}

const listed = 'SELECT j.*, o.reason FROM journal j LEFT JOIN opening o ON o.seq = j.seq'

const fitting = `j.seq < :below AND (:kind IS NULL OR j.kind = :kind)
  AND (:about IS NULL OR j.subject_kind = :about)`

/** Lines that are read in one step to be counted: a few milliseconds. */
const countSlice = 10_000

const asLine = (context: Context, row: ListedLine): JournalLine => ({
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
  reason:
    row.reason === null || row.kind === 'review.cosigned' || isOfHandedOver(context, row)
      ? null
      : row.reason,
})

export const journalRepository = (context: Context) => ({
  /**
   * Newest first, below `before`. Lines about records that were handed over have no reason, erased or
   * not yet.
   */
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
      const lines = rows.slice(0, limit).map((row) => asLine(context, row))
      return { lines, more: rows.length > limit }
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
  /** How many lines are of a kind. Yields between slices. */
  readCount: function* (kind: JournalLine['kind']): Generator<undefined, number, void> {
    const ofSlice = context
      .sql<[string, number, number], number>(
        'SELECT count(*) FROM journal WHERE kind = ? AND seq > ? AND seq <= ?',
      )
      .pluck()
    let found = 0
    for (let after = 0; after < context.read(() => lastLine(context)).seq; after += countSlice) {
      const from = after
      found += context.read(() => ofSlice.get(kind, from, from + countSlice) ?? 0)
      yield
    }
    return found
  },
  /** The records, or `vault`, of the lines after this one. */
  subjectsSince: (seq: number): string[] =>
    context.read(() =>
      context
        .sql<[number], string>('SELECT DISTINCT subject FROM journal WHERE seq > ?')
        .pluck()
        .all(seq),
    ),
  /** For actions that change nothing in the database, as a finished verification. @throws Failure `tampered`. */
  note: (kind: VaultAction): void => writeVault(context, kind, () => undefined),
  /**
   * For an act on a record that does not change it: an override, a written publication.
   *
   * @throws Failure `not-found`, `tampered`.
   */
  noteRecord: (kind: RecordAction, id: RecordId): void =>
    context.write((batch) => {
      const { row } = getRecord(context, id)
      // The record is what its last line says: its digest is not computed twice.
      const last = lastOf(context, row.id)
      const line = { kind, subject_kind: row.kind, subject: row.id, digest: last.digest }
      append(context, batch, line, last)
    }),
  /**
   * Checks records for `noteChecked`. Yields after each.
   *
   * @throws Failure `not-found`, `tampered`.
   */
  readChecked: function* (
    ids: Iterable<RecordId>,
  ): Generator<undefined, readonly CheckedRecord[], void> {
    const checked: CheckedRecord[] = []
    for (const id of ids) {
      const one = context.read(() => {
        const { row } = getRecord(context, id)
        return { subject: row.id, subject_kind: row.kind, seq: lastOf(context, row.id).seq }
      })
      checked.push(one)
      yield
    }
    return checked
  },
  /**
   * As `noteRecord`, for records that were checked before: some 0.02 ms for each, however long it is.
   *
   * @throws Failure `conflict` if one has another line since.
   */
  noteChecked: (kind: RecordAction, checked: readonly CheckedRecord[]): void =>
    context.write((batch) => {
      for (const { subject, subject_kind, seq } of checked) {
        const last = lastOf(context, subject)
        if (last.seq !== seq) throw new Failure('conflict')
        append(context, batch, { kind, subject_kind, subject, digest: last.digest }, last)
      }
    }),
  /** Lines about overrides, each with its reason. @throws Failure `not-found`, `tampered`. */
  noteOverrides: (overrides: readonly OverrideEntry[]): void =>
    context.write((unverified) => {
      const batch = verifiedBatch(context, unverified)
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
  /**
   * All stored ones, newest first, except those about records that were handed over. Their signatures
   * are not checked.
   */
  cosignatures: (): Cosignature[] =>
    readVault(context, () =>
      context
        .sql<[], Pick<StoredLine, 'subject' | 'txn'> & { reason: string }>(
          `SELECT opening.reason, opening.subject, journal.txn FROM opening JOIN journal USING (seq)
            WHERE ${ofCosigned} ORDER BY seq DESC`,
        )
        .all()
        .filter((row) => !isOfHandedOver(context, row) && !namesHandedOver(context, row.reason))
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
})
