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
 * journal: `tampered` on a mismatch, `damaged` when a page cannot be read. Each write is one
 * transaction with its journal lines: `conflict` for an outdated `rev`, `not-found`, `storage` when
 * the disk cannot be written (after anything worse than a full disk, `read-only` until the store is
 * reopened).
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
    /** Includes deleted sources: a code name is not reused before the purge. */
    readonly codeNames: () => string[]
  }
  readonly claims: NamedRepository<ClaimId, ClaimContent> & {
    /** The claims of one report, in parts as with `part`. */
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
    /** Returns to the filed content. `not-draft` when filed; `invalid` when it was never filed. */
    readonly discardDraft: (id: ReportId, rev: number) => Report
    /** Ids of the reports of a case, oldest first, without deleted ones. */
    readonly ofCase: (id: CaseId) => ReportId[]
  }
  readonly revisions: {
    /** Newest first. `not-found` for an unknown or removed record. */
    readonly list: (subject: RecordId) => StoredRevision[]
    /** Recomputes the id: `tampered` when it differs. The caller checks the signature. */
    readonly get: (id: RevisionId) => StoredRevision
    readonly has: (id: RevisionId) => boolean
    /** The signer of the record's first revision. Null: it has no revision. `tampered`. */
    readonly rootAuthor: (subject: RecordId) => AuthorKey | null
    /** Signers of revisions of other records that name this record. */
    readonly authorsNaming: (subject: RecordId) => AuthorKey[]
    /** Null for a record that is not here. Includes deleted ones. */
    readonly heads: (subject: RecordId) => Heads | null
  }
  readonly records: {
    /**
     * Hides it. `in-use` while reports, claims, phrases or publications refer to it; `held` under a
     * legal hold.
     */
    readonly remove: (id: RecordId, rev: number) => void
    /** Restores it, and with a report also its case and sources. */
    readonly restore: (id: RecordId) => void
    /**
     * Permanently deletes all hidden records; returns how many. Runs at lock and after unlock.
     * Restores records that a legal hold covers by now.
     */
    readonly purgeRemoved: () => number
    /**
     * Records were erased, but the disk had no room to rewrite the pages: remains of a word may be
     * in their slack. The next purge tries again.
     */
    readonly isRewriteOwed: () => boolean
    /** `not-found`, `held`, `unfinished`, `in-use`, `conflict`: nothing is erased. */
    readonly handOver: (records: readonly HandedOver[]) => void
    /** The records that refer to it and so keep it here; `not-found`. */
    readonly keptBy: (id: RecordId) => Referrers
    /** Was a record with this id ever permanently deleted? It must not come back. */
    readonly wasPurged: (id: RecordId) => boolean
    /**
     * Records with a pending merge, newest first: several heads, or a draft whose base was
     * replaced.
     */
    readonly conflicted: () => RawRecord[]
    /**
     * Replaces all heads with one revision; they stay in the tree. `conflict` when they changed
     * since they were read, `invalid` when there is nothing to merge or the revision does not fit.
     */
    readonly merge: (input: MergeRecord) => void
    /** For rescue: ids only, then one record at a time, skipping those that cannot be read. */
    readonly ids: () => RecordId[]
    /** Includes deleted records. `holds`: its digest is the journal's. Never throws `tampered`. */
    readonly examine: (id: RecordId) => ExaminedRecord
  }
  /** Attached files in `blobs/`. The next purge deletes rows that no record names. */
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
    /** Sources whose last withhold or release line in the journal says withheld. */
    readonly heldBack: () => SourceId[]
    readonly tail: () => Tail
    /** For acts that change nothing in the database: a new passphrase, a finished verification. */
    readonly note: (kind: VaultAct) => void
    /** For an act on a record that does not change it: an override, a written publication. */
    readonly noteRecord: (kind: RecordAct, id: RecordId) => void
    /** Lines about overrides, each with its reason. `not-found`. */
    readonly notePassed: (passed: readonly OverrideEntry[]) => void
    /** A second reader signed the exported content of this record; null: an export. `not-found`. */
    readonly noteCosigned: (subject: RecordId | null, cosignature: Cosignature) => void
    /** All stored ones, newest first. Not checked. */
    readonly cosignatures: () => Cosignature[]
    /**
     * An identity, or with null the key itself, is about to be opened for this reason. `not-found`.
     */
    readonly noteOpening: (subject: SourceId | null, reason: string) => void
    /** Does the journal end where the anchor says? Null: there is no readable anchor. */
    readonly openState: (anchor: Tail | null) => OpenState
  }
  readonly custody: {
    /** This vault's own lines about a record, oldest first. */
    readonly own: (subject: RecordId) => StoredLine[]
    /** Received accounts of other vaults' journals: signed, and not checked here. */
    readonly received: (subject: RecordId) => CustodyChain[]
    /** Holders whose chains are no longer readable. */
    readonly unreadable: (subject: RecordId) => AuthorKey[]
    /** Replaces what is known from one holder. */
    readonly keep: (subject: RecordId, holder: AuthorKey, chains: readonly CustodyChain[]) => void
    /** The files that brought it, oldest first, each once; `exchange.imports` has their details. */
    readonly arrivals: (subject: RecordId) => ImportProvenance[]
  }
  readonly notices: {
    /** Own and received notices, signed, not checked here. */
    readonly of: (subject: RecordId) => StoredAdvisory[]
    /** Every notice with its subject; null: no longer readable. */
    readonly all: () => { readonly subject: string; readonly notice: Notice | null }[]
    /** Adds all under one journal line. */
    readonly keep: (notices: readonly StoredAdvisory[]) => void
    /** All notices with their recipients and counts, also about permanently deleted records. */
    readonly every: () => SentAdvisory[]
    /** One more file carried them to these recipients. */
    readonly noteSent: (ids: readonly string[], pair: string) => void
    /** Deletes them. */
    readonly end: (ids: readonly string[]) => void
  }
  readonly keeping: {
    readonly list: () => RetentionEntry[]
    /** The record's own entry, then those of its parents. `not-found`. */
    readonly of: (id: RecordId) => RetentionEntry[]
    /** Neither day nor hold: removes the entry. `not-found`. */
    readonly set: (entry: RetentionEntry) => void
    /** Hidden records that the next lock purges. */
    readonly removed: () => RemovedRecord[]
  }
  readonly settings: {
    readonly get: () => Settings
    readonly set: (settings: Settings) => Settings
  }
  readonly keyring: {
    /** The caller wipes `secretKey`. `not-found` for an absent kind. */
    readonly get: (kind: string) => KeyringEntry
    /** The same for several kinds, in their order: the vault's state is checked once for all. */
    readonly several: <K extends readonly string[]>(...kinds: K) => EntriesOf<K>
    /** Adds or replaces, all or none; journaled as `identity.keys` unless `act` is given. */
    readonly set: (entries: readonly KeyringEntry[], act?: KeyAct) => void
  }
  readonly backups: BackupRepository
  readonly exchange: {
    /** Newest first. */
    readonly exports: () => ExportEntry[]
    /** The last export of the sequence that the next export to these recipients continues. */
    readonly lastExport: (pair: string) => (ExportEntry & { readonly sequence: string }) | null
    /**
     * Call before a file to these recipients gets its name. Until an export to them is recorded,
     * the next one begins a new sequence, because this file may be in circulation.
     */
    readonly begin: (pair: string) => void
    /**
     * `subjects`: every record in the file; each gets its own journal line. `passed`: overrides,
     * whose lines with reasons are written in the same transaction.
     */
    readonly recordExport: (
      entry: ExportEntry,
      subjects: readonly RecordId[],
      passed?: readonly OverrideEntry[],
    ) => void
    readonly imports: () => ImportEntry[]
    /** A sender's file of that name, once any content or its arrival was recorded. */
    readonly importNamed: (sender: AuthorKey, exportId: string) => ImportEntry | null
    /** The imports from one sender in one of its sequences, in order of arrival. */
    readonly importsFrom: (sender: AuthorKey, sequence: string) => ImportEntry[]
    /**
     * One transaction for all. A record moves to the new head when that replaces its own; a draft
     * in progress stays with its base; several heads all stay. The same file may be imported again:
     * records that are here already change nothing, and an import without changes leaves no line.
     * `rolled-back` for another file of the same name, `malformed` for records that were purged
     * here. `known`: records that are here unchanged and that this file also contained.
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
   * Several writes as one: all are kept, or none. The work must be synchronous.
   *
   * @throws Failure the error of the first refused write.
   */
  readonly together: <T>(work: () => T) => T
  /** Yields progress and can be abandoned at any yield; run it in slices. */
  readonly verify: (look?: Look) => Generator<{ done: number; total: number }, Verification, void>
  /** Makes every later write fail with `read-only`. */
  readonly freeze: () => void
  /** Is the store frozen: by rescue mode, or because the disk failed since the vault was opened? */
  readonly isFrozen: () => boolean
  readonly close: () => void
}
