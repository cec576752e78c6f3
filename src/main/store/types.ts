import type { z } from 'zod'
import type { AttributionContent, ClaimContent, PublicationContent } from '../../shared/claims.ts'
import type { Cosignature } from '../../shared/cosign.ts'
import type { ExportRow } from '../../shared/exchange.ts'
import type {
  AttributionId,
  AuthorKey,
  CaseId,
  ClaimId,
  Day,
  PublicationId,
  RecordId,
  ReportId,
  RevisionId,
  SourceId,
} from '../../shared/ids.ts'
import type {
  Case,
  CaseContent,
  JournalLine,
  Report,
  ReportContent,
  ReportRow,
  ReportState,
  Revision,
  Settings,
  Source,
  SourceContent,
} from '../../shared/records.ts'
import type { journalKind } from '../../shared/vocabularies.ts'

/**
 * All that the store knows of cryptography. Every digest is 32 bytes. Meant for
 * `{ salt: randomSalt, record: recordDigest, chain: journalHash, plain: plainDigest }`.
 */
export type DigestPort = {
  /** 32 fresh random bytes. */
  readonly salt: () => Uint8Array
  /** Digest of a record's state, keyed with that record's own salt. */
  readonly record: (salt: Uint8Array, bytes: Uint8Array) => Uint8Array
  /** The journal's next hash from the one before and the new line. */
  readonly chain: (previous: Uint8Array, line: Uint8Array) => Uint8Array
  /** Unkeyed digest: a revision's id is this over `revisionForm`. */
  readonly plain: (bytes: Uint8Array) => Uint8Array
}

/** The last line of the journal. `seq` 0 and 32 zero bytes: none yet. */
export type Tail = { readonly seq: number; readonly hash: Uint8Array }

export type StorePorts = {
  readonly digest: DigestPort
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Who acts, as the journal names them. */
  readonly actor: () => string
  /**
   * Called once after every commit, before the write returns: seal the tail into the anchor and
   * fsync it here. If it throws, the write has happened, the caller gets `storage`, and the store
   * takes no more writes: so the anchor is never more than one transaction behind.
   */
  readonly onCommit: (tail: Tail) => void
}

export type OpenOptions = StorePorts & {
  readonly file: string
  /** 32 raw bytes. Wiped before the call returns, also when it throws. */
  readonly databaseKey: Buffer
  readonly nativeBinding?: string
  /** For rescue: opens read-only; every write fails with `read-only`. */
  readonly readonly?: boolean
}

export type CreateOptions = OpenOptions & {
  readonly settings: Settings
  readonly keyring: readonly KeyringEntry[]
}

/** Our own long-lived key pairs (`author`, `age-hybrid`, …), named by whoever uses them. */
export type KeyringEntry = {
  readonly kind: string
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
}

type VaultAct = Extract<(typeof journalKind)[number], `vault.${string}`> | 'identity.keys'
export type KeyAct = 'identity.keys' | Extract<(typeof journalKind)[number], `reviewer.${string}`>
type RecordAct = Extract<
  (typeof journalKind)[number],
  'lint.overridden' | 'review.overridden' | 'record.published'
>

/** How the journal's tail and the anchor fit; anything but the first two means rescue mode. */
export type OpenState = 'ok' | 'repair-anchor' | 'missing-commits' | 'tampered'

/** `rev` is the one last read; 0 with an id that nobody has yet makes a new record. */
type Saving<Id, Content> = {
  readonly id: Id
  readonly rev: number
  readonly content: Content
}
/** Its content must be the canonical JSON of `content`, its parents the heads that it replaces. */
type Signed = { readonly revision: Revision }

export type SaveCase = Saving<CaseId, CaseContent> & Signed
export type SaveSource = Saving<SourceId, SourceContent> &
  Signed & {
    /** A fresh seal at every save of a protected source; null for a speaker on the record. */
    readonly seal: Uint8Array | null
  }
/** Claims, attributions and publications: every save is a revision, as with cases. */
export type SaveNamed<Id, Content> = Saving<Id, Content> & Signed
export type NamedRecord<Id, Content> = {
  readonly id: Id
  readonly rev: number
  readonly updatedDay: Day
  readonly content: Content
}
export type NamedShelf<Id, Content> = {
  /** Newest first. */
  readonly list: () => NamedRecord<Id, Content>[]
  readonly get: (id: Id) => NamedRecord<Id, Content>
  readonly save: (input: SaveNamed<Id, Content>) => NamedRecord<Id, Content>
}

export type SaveReport = Saving<ReportId, ReportContent>
export type FileReport = Signed & { readonly id: ReportId; readonly rev: number }

/** What a revision needs to know of the record it follows. */
export type Heads = {
  readonly rev: number
  /** What the working content is or was based on. Absent from `heads` when an import overtook it. */
  readonly head: RevisionId | null
  readonly heads: readonly RevisionId[]
}

export type ReportFilter = {
  readonly caseId: CaseId | null
  readonly sourceId: SourceId | null
  readonly state: ReportState | null
  readonly cursor: string | null
  readonly limit: number
}
export type ReportPage = {
  readonly rows: ReportRow[]
  readonly next: string | null
  readonly total: number
}

/** The seal that was made with a revision. Its digest is the one that the revision names. */
export type StoredSeal = { readonly revision: RevisionId; readonly bytes: Uint8Array }

export type StoredRevision = { readonly revision: Revision; readonly isHead: boolean }

export type SearchHit = {
  readonly row: ReportRow
  readonly field: 'title' | 'body' | 'translation' | 'filter'
  readonly snippet: string
  /** [start, end) in UTF-16 code units of `snippet`. */
  readonly marks: [number, number][]
}
export type SearchResult = {
  readonly hits: SearchHit[]
  /** Counting stops at 10 000. */
  readonly total: number
  readonly unknown: string[]
}

export type ExportEntry = z.infer<typeof ExportRow> & {
  /** Number of the export in the pair sender → recipients, and the digest of the one before. */
  readonly pair: string
  readonly seq: number
  readonly hash: string
}

/** What a person let pass about one record, null: about the vault's own part of it, and why. */
export type Passed = { readonly subject: RecordId | null; readonly reason: string }

export type ImportEntry = {
  readonly exportId: string
  readonly sender: AuthorKey
  /** Which sequence of that sender the file belongs to. */
  readonly pair: string
  readonly seq: number
  readonly hash: string
  /** `hash` of the file before in that sequence; null for the first. */
  readonly previous: string | null
  readonly day: Day
}
/** What one subject becomes. The heads are decided by the merge, the rest by the store. */
export type ImportSubject = {
  readonly subject: RecordId
  readonly kind: Revision['kind']
  /** New ones in any order; those that are here already are passed over. */
  readonly revisions: readonly Revision[]
  readonly heads: readonly RevisionId[]
  /** The sealed identities of the new revisions that have one. */
  readonly seals: ReadonlyMap<RevisionId, Uint8Array>
}

/** A record as it lies there, verified or not: for `Verify vault` and for rescue. */
export type RawRecord = {
  readonly id: RecordId
  readonly kind: Revision['kind']
  readonly rev: number
  readonly state: ReportState
  readonly head: RevisionId | null
  readonly heads: readonly RevisionId[]
  readonly updatedDay: Day
  readonly removed: boolean
  /** Canonical JSON. */
  readonly content: string
}

/** `holds`: its digest is the one that the journal last recorded. */
export type ExaminedRecord = { readonly record: RawRecord; readonly holds: boolean }

export type Fault = { readonly subject: string; readonly what: 'digest' | 'journal' | 'revision' }
export type Verification = {
  readonly records: number
  readonly journalLines: number
  readonly searchIndexHolds: boolean
  readonly faults: Fault[]
}

/**
 * An open vault database. Everything is synchronous. Reads of a record check its digest against the
 * journal: `tampered` when it does not hold, `damaged` when a page cannot be read. Writes are one
 * transaction each, with their journal lines: `conflict` for an outdated `rev`, `not-found`,
 * `storage` when the disk refuses (after anything worse than a full disk, `read-only` until the store
 * is opened anew).
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
  readonly claims: NamedShelf<ClaimId, ClaimContent>
  readonly attributions: NamedShelf<AttributionId, AttributionContent>
  readonly publications: NamedShelf<PublicationId, PublicationContent>
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
    /** Null for a record that is not here. Includes removed ones. */
    readonly heads: (subject: RecordId) => Heads | null
  }
  readonly records: {
    /** Hides it. `in-use` for what reports, claims, phrases or publications refer to. */
    readonly remove: (id: RecordId, rev: number) => void
    /** Brings it back, and with a report its case and sources. */
    readonly restore: (id: RecordId) => void
    /** Deletes for good all that is hidden; returns how many. At lock and after unlock. */
    readonly purgeRemoved: () => number
    /** Every record, removed ones too. `holds`: its digest is the journal's. Never throws `tampered`. */
    readonly every: () => Iterable<ExaminedRecord>
    /** For rescue: ids alone, then one record at a time, past those that cannot be read. */
    readonly ids: () => RecordId[]
    readonly examine: (id: RecordId) => ExaminedRecord
  }
  /** `limit` up to 200. Any string is a query. */
  readonly search: (query: string, limit: number) => SearchResult
  readonly journal: {
    readonly list: (
      subject: string | null,
      before: number | null,
      limit: number,
    ) => { lines: JournalLine[]; more: boolean }
    readonly tail: () => Tail
    /** For acts that change nothing in the database: a new passphrase, a finished verification. */
    readonly note: (kind: VaultAct) => void
    /** For an act on a record that does not change it: an override, a written publication. */
    readonly noteRecord: (kind: RecordAct, id: RecordId) => void
    /** Lines about what was let pass, each with its reason. `not-found`. */
    readonly notePassed: (passed: readonly Passed[]) => void
    /** A second reader signed what leaves of this record; null: an export. `not-found`. */
    readonly noteCosigned: (subject: RecordId | null, cosignature: Cosignature) => void
    /** All that are kept, newest first. Not checked. */
    readonly cosignatures: () => Cosignature[]
    /** An identity, or with null the key itself, is about to be opened, and why. `not-found`. */
    readonly noteOpening: (subject: SourceId | null, reason: string) => void
    /** Does the journal end where the anchor says? Null: there is no readable anchor. */
    readonly openState: (anchor: Tail | null) => OpenState
  }
  readonly settings: {
    readonly get: () => Settings
    readonly set: (settings: Settings) => Settings
  }
  readonly keyring: {
    /** The caller wipes `secretKey`. `not-found` for a kind that is not there. */
    readonly get: (kind: string) => KeyringEntry
    /** Adds or replaces, all or none; journaled as `identity.keys` unless told otherwise. */
    readonly set: (entries: readonly KeyringEntry[], act?: KeyAct) => void
  }
  readonly exchange: {
    /** Newest first. */
    readonly exports: () => ExportEntry[]
    readonly lastExport: (pair: string) => ExportEntry | null
    /**
     * `subjects`: every record in the file; each gets its own line in the journal. `passed`: what
     * was let pass, which gets lines with reasons in the same transaction.
     */
    readonly recordExport: (
      entry: ExportEntry,
      subjects: readonly RecordId[],
      passed?: readonly Passed[],
    ) => void
    readonly imports: () => ImportEntry[]
    /** What came from one sender in one of its sequences, in the order it came here. */
    readonly importsFrom: (sender: AuthorKey, pair: string) => ImportEntry[]
    readonly wasImported: (exportId: string) => boolean
    /**
     * One transaction for all of it. A record follows to the new head when that replaces its own;
     * a draft in progress stays, based on what it was based on; several heads all stay.
     */
    readonly commitImport: (entry: ImportEntry, subjects: readonly ImportSubject[]) => void
  }
  /**
   * Several writes as one: all of them are kept, or none. The work must not wait for anything.
   *
   * @throws Failure what the first refused write throws.
   */
  readonly together: <T>(work: () => T) => T
  /** Yields progress and can be left at any yield; run it in slices. */
  readonly verify: () => Generator<{ done: number; total: number }, Verification, void>
  /** From here on every write fails with `read-only`. */
  readonly freeze: () => void
  readonly close: () => void
}
