import type { AttributionContent, ClaimContent, PublicationContent } from '../../shared/claims.ts'
import type { Cosignature } from '../../shared/cosign.ts'
import type {
  AttributionId,
  AuthorKey,
  CaseId,
  ClaimId,
  PublicationId,
  RecordId,
  ReportId,
  RevisionId,
  SourceId,
} from '../../shared/ids.ts'
import type { Case, JournalLine, Report, Settings, Source } from '../../shared/records.ts'
import type { CustodyChain, Notice } from '../../shared/custody.ts'
import type { ImportProvenance } from './import-provenance.ts'
import type { ContactRepository } from './contact-entries.ts'
import type { BlobRepository } from './blobs.ts'
import type { BackupRepository } from './backup-shelf.ts'
import type { EscrowRepository } from './escrow-shelf.ts'
import type { ExportEntry, ImportEntry, ImportSubject } from './exchange-entries.ts'
import type { KeyAct, OpenState, OverrideEntry, RecordAct, VaultAct } from './journal-acts.ts'
import type { LinesOf, StoredLine } from './journal.ts'
import type { Referrers } from './referrers.ts'
import type { RetentionEntry, RemovedRecord } from './retention.ts'
import type { EntriesOf, KeyringEntry } from './keyring-entry.ts'
import type { SentAdvisory, StoredAdvisory } from './notices.ts'
import type { Tail } from './ports.ts'
import type { ReportFilter, ReportPage, SearchResult } from './report-finds.ts'
import type { HandedOver } from './removal.ts'
import type { Heads, StoredRevision, StoredSeal } from './revision-state.ts'
import type {
  FileReport,
  MergeRecord,
  NamedRecord,
  NamedRepository,
  RecordPart,
  SaveCase,
  SaveReport,
  SaveSource,
} from './saves.ts'
import type { ExaminedRecord, Look, RawRecord, Verification } from './verification.ts'

/**
 * An open vault database. Everything is synchronous. Reads of a record check its digest against the
 * journal: `tampered` when it does not hold, `damaged` when a page cannot be read. Writes are one
 * transaction each, with their journal lines: `conflict` for an outdated `rev`, `not-found` (also for a
 * reference to a record of another kind than its field names), `storage` when the disk refuses (after
 * anything worse than a full disk, `read-only` until the store is opened anew).
 */
export type Store = {
  readonly cases: {
    readonly list: () => Case[]
    readonly get: (id: CaseId) => Case
    readonly save: (input: SaveCase) => Case
  }
  readonly sources: {
    readonly list: () => Source[]
    readonly get: (id: SourceId) => Source
    readonly save: (input: SaveSource) => Source
    /** The sealed identities of every revision that has one, newest first. `tampered`. */
    readonly seals: (id: SourceId) => StoredSeal[]
    /** Also those of removed sources: a code name is never given twice before the purge. */
    readonly codeNames: () => string[]
  }
  readonly claims: NamedRepository<ClaimId, ClaimContent> & {
    /** Those that come from one report, as `part` gives those of all. */
    readonly ofReport: (
      id: ReportId,
      of: RecordPart<ClaimId>,
    ) => NamedRecord<ClaimId, ClaimContent>[]
  }
  readonly attributions: NamedRepository<AttributionId, AttributionContent>
  readonly publications: NamedRepository<PublicationId, PublicationContent>
  readonly reports: {
    readonly list: (filter: ReportFilter) => ReportPage
    readonly get: (id: ReportId) => Report
    /** Working content; unsigned. On a filed report it starts the draft of the next revision. */
    readonly save: (input: SaveReport) => Report
    /** Takes the revision's content. `not-draft` when there is no draft and nothing to merge. */
    readonly file: (input: FileReport) => Report
    /** Back to the filed content. `not-draft` when filed; `invalid` when it was never filed. */
    readonly discardDraft: (id: ReportId, rev: number) => Report
    /** Ids of the reports of a case that are not removed, oldest first. */
    readonly ofCase: (id: CaseId) => ReportId[]
  }
  readonly revisions: {
    /** Newest first. `not-found` for an unknown or removed record. */
    readonly list: (subject: RecordId) => StoredRevision[]
    /** Its id is recomputed: `tampered` when it differs. The signature is the caller's to check. */
    readonly get: (id: RevisionId) => StoredRevision
    readonly has: (id: RevisionId) => boolean
    /** Who signed the revision that the record began with. Null: it has none yet. `tampered`. */
    readonly rootAuthor: (subject: RecordId) => AuthorKey | null
    /** Who signed a revision of another record that names this one. */
    readonly authorsNaming: (subject: RecordId) => AuthorKey[]
    /** Null for a record that is not here. Includes removed ones. */
    readonly heads: (subject: RecordId) => Heads | null
  }
  readonly records: {
    /**
     * Hides it. `in-use` for what reports, claims, phrases or publications refer to; `held` under a
     * legal hold.
     */
    readonly remove: (id: RecordId, rev: number) => void
    /** Brings it back, and with a report its case and sources. */
    readonly restore: (id: RecordId) => void
    /**
     * Deletes for good all that is hidden; returns how many. At lock and after unlock. What a legal
     * hold covers by now is brought back instead.
     */
    readonly purgeRemoved: () => number
    /**
     * Something was erased, and the disk had no room to write the pages anew: a word of it may be left
     * in their slack. The next purge tries again.
     */
    readonly isRewriteOwed: () => boolean
    /** `not-found`, `held`, `unfinished`, `in-use`, `conflict`: nothing is erased. */
    readonly handOver: (records: readonly HandedOver[]) => void
    /** What refers to a record and so keeps it here; `not-found`. */
    readonly keptBy: (id: RecordId) => Referrers
    /** Was a record of this id deleted for good, at any time? Nothing of it may come back. */
    readonly wasPurged: (id: RecordId) => boolean
    /** Records that wait for a merge, newest first: several heads, or a draft that was overtaken. */
    readonly conflicted: () => RawRecord[]
    /**
     * One revision in the place of all heads; they stay in the tree. `conflict` when they changed
     * since they were seen, `invalid` when there is nothing to merge or the revision does not fit.
     */
    readonly merge: (input: MergeRecord) => void
    /** For rescue: ids alone, then one record at a time, past those that cannot be read. */
    readonly ids: () => RecordId[]
    /** Also one that was removed. `holds`: its digest is the journal's. Never throws `tampered`. */
    readonly examine: (id: RecordId) => ExaminedRecord
  }
  /** Attached files: what lies in `blobs/`. A row that nothing names goes with the next purge. */
  readonly blobs: BlobRepository
  /** `limit` up to 200. Any string is a query. */
  readonly search: (query: string, limit: number) => SearchResult
  readonly journal: {
    readonly list: (
      subject: string | null,
      before: number | null,
      limit: number,
      of?: LinesOf,
    ) => { lines: JournalLine[]; more: boolean }
    /** Sources whose last line of being held back or let go says that they are held back. */
    readonly heldBack: () => SourceId[]
    readonly tail: () => Tail
    /** For acts that change nothing in the database: a new passphrase, a finished verification. */
    readonly note: (kind: VaultAct) => void
    /** For an act on a record that does not change it: an override, a written publication. */
    readonly noteRecord: (kind: RecordAct, id: RecordId) => void
    /** Lines about what was let pass, each with its reason. `not-found`. */
    readonly notePassed: (passed: readonly OverrideEntry[]) => void
    /** A second reader signed what leaves of this record; null: an export. `not-found`. */
    readonly noteCosigned: (subject: RecordId | null, cosignature: Cosignature) => void
    /** All that are kept, newest first. Not checked. */
    readonly cosignatures: () => Cosignature[]
    /** An identity, or with null the key itself, is about to be opened, and why. `not-found`. */
    readonly noteOpening: (subject: SourceId | null, reason: string) => void
    /** Does the journal end where the anchor says? Null: there is no readable anchor. */
    readonly openState: (anchor: Tail | null) => OpenState
  }
  readonly custody: {
    /** This vault's own lines about a record, oldest first. */
    readonly own: (subject: RecordId) => StoredLine[]
    /** What other vaults' journals say of it, as received: signed, and not checked here. */
    readonly received: (subject: RecordId) => CustodyChain[]
    /** Whose of these cannot be read any more. */
    readonly unreadable: (subject: RecordId) => AuthorKey[]
    /** Puts what is known from one holder in the place of what was known before. */
    readonly keep: (subject: RecordId, holder: AuthorKey, chains: readonly CustodyChain[]) => void
    /** The files that it came in, oldest first, each once; what those say is in `exchange.imports`. */
    readonly arrivals: (subject: RecordId) => ImportProvenance[]
  }
  readonly notices: {
    /** Own and received ones, signed, and not checked here. */
    readonly of: (subject: RecordId) => StoredAdvisory[]
    /** Every one, by what it is kept about; null: it cannot be read any more. */
    readonly all: () => { readonly subject: string; readonly notice: Notice | null }[]
    /** All under one line of the journal. */
    readonly keep: (notices: readonly StoredAdvisory[]) => void
    /** All of them, with where each went and how often; also of records that were deleted for good. */
    readonly every: () => SentAdvisory[]
    /** They went in one more file to these recipients. */
    readonly noteSent: (ids: readonly string[], pair: string) => void
    /** Deletes them. */
    readonly end: (ids: readonly string[]) => void
  }
  readonly keeping: {
    readonly list: () => RetentionEntry[]
    /** Of a record, then of what it belongs to. `not-found`. */
    readonly of: (id: RecordId) => RetentionEntry[]
    /** With neither day nor hold: nothing is said any more. `not-found`. */
    readonly set: (entry: RetentionEntry) => void
    /** What is hidden and goes at the next lock. */
    readonly removed: () => RemovedRecord[]
  }
  readonly settings: {
    readonly get: () => Settings
    readonly set: (settings: Settings) => Settings
  }
  readonly keyring: {
    /** The caller wipes `secretKey`. `not-found` for a kind that is not there. */
    readonly get: (kind: string) => KeyringEntry
    /** The same of several kinds, in their order: the vault's own state is checked once for all. */
    readonly several: <K extends readonly string[]>(...kinds: K) => EntriesOf<K>
    /** Adds or replaces, all or none; journaled as `identity.keys` unless told otherwise. */
    readonly set: (entries: readonly KeyringEntry[], act?: KeyAct) => void
  }
  readonly backups: BackupRepository
  readonly exchange: {
    /** Newest first. */
    readonly exports: () => ExportEntry[]
    /** The last one of the sequence that the next export to these recipients goes on with. */
    readonly lastExport: (pair: string) => (ExportEntry & { readonly sequence: string }) | null
    /**
     * Before a file to these recipients gets its name. Until an export to them is recorded, the next
     * one begins a new sequence: this one may be out.
     */
    readonly begin: (pair: string) => void
    /**
     * `subjects`: every record in the file; each gets its own line in the journal. `passed`: what
     * was let pass, which gets lines with reasons in the same transaction.
     */
    readonly recordExport: (
      entry: ExportEntry,
      subjects: readonly RecordId[],
      passed?: readonly OverrideEntry[],
    ) => void
    readonly imports: () => ImportEntry[]
    /** A sender's file of that name, once anything of it or its arrival was recorded. */
    readonly importNamed: (sender: AuthorKey, exportId: string) => ImportEntry | null
    /** What came from one sender in one of its sequences, in the order it came here. */
    readonly importsFrom: (sender: AuthorKey, sequence: string) => ImportEntry[]
    /**
     * One transaction for all of it. A record follows to the new head when that replaces its own;
     * a draft in progress stays, based on what it was based on; several heads all stay. The same file
     * may come again: what is here already changes nothing, and nothing at all leaves no line.
     * `rolled-back` for another file of the same name, `malformed` for what was purged here.
     * `known`: records of the file that are here as it has them, which came in it too.
     */
    readonly commitImport: (
      entry: ImportEntry,
      subjects: readonly ImportSubject[],
      known?: readonly RecordId[],
    ) => void
  }
  readonly contacts: ContactRepository
  readonly escrows: EscrowRepository
  /**
   * Several writes as one: all of them are kept, or none. The work must not wait for anything.
   *
   * @throws Failure what the first refused write throws.
   */
  readonly together: <T>(work: () => T) => T
  /** Yields progress and can be left at any yield; run it in slices. */
  readonly verify: (look?: Look) => Generator<{ done: number; total: number }, Verification, void>
  /** From here on every write fails with `read-only`. */
  readonly freeze: () => void
  /** Does every write fail so: rescue, or a disk that failed since the vault was opened? */
  readonly isFrozen: () => boolean
  readonly close: () => void
}
