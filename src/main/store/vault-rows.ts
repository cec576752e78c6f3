import type { z } from 'zod'
import type { ExportRow } from '../../shared/exchange.ts'
import { Failure } from '../../shared/failure.ts'
import type { AuthorKey, Day, RecordId } from '../../shared/ids.ts'
import type { Context } from './context.ts'

// The rows outside records that the vault's digest covers (docs/FORMAT-RECORDS.md, "The digest of
// the vault"). Their field names are part of the digest. The repositories above read and write them.

/** A backup made by this vault. */
export type BackupEntry = {
  readonly backupId: string
  readonly day: Day
  readonly bytes: number
  /** Digest of its manifest, which names the digests of all contents. */
  readonly digest: string
  /** Recipients' short fingerprints, or `passphrase`. */
  readonly to: readonly string[]
  /** The day of the last test and its result; both null before the first test. */
  readonly tested: Day | null
  readonly held: boolean | null
}

type BackupRow = Omit<BackupEntry, 'backupId' | 'to' | 'held'> & {
  readonly id: string
  readonly recipients: string
  readonly held: number | null
}

/** Newest first. */
export const backupRows = (context: Context): BackupEntry[] =>
  context
    .sql<[], BackupRow>(
      'SELECT id, day, bytes, digest, recipients, tested, held FROM backup ORDER BY num DESC',
    )
    .all()
    .map(({ id, recipients, held, ...row }) => ({
      ...row,
      backupId: id,
      to: JSON.parse(recipients) as string[],
      held: held === null ? null : held === 1,
    }))

/** This vault's data about a contact; the contact's own statements are in its cards. */
export type ContactEntry = {
  readonly author: AuthorKey
  readonly added: Day
  /** Digest of the keys that were compared in person, and the day; null: never compared. */
  readonly keys: string | null
  readonly verified: Day | null
  readonly revoked: Day | null
  /** May the contact revise this vault's records? */
  readonly desk: boolean
}

export const contactRows = (context: Context): ContactEntry[] =>
  context
    .sql<[], Omit<ContactEntry, 'desk'> & { readonly desk: 0 | 1 }>(
      'SELECT author, added, keys, verified, revoked, desk FROM contact ORDER BY author',
    )
    .all()
    .map(({ desk, ...row }) => ({ ...row, desk: desk === 1 }))

export const cardNames = (context: Context): { author: AuthorKey; digest: string }[] =>
  context
    .sql<[], { author: AuthorKey; digest: string }>(
      'SELECT author, digest FROM card ORDER BY digest',
    )
    .all()

export type QuarantineEntry = {
  /** Also the file name. */
  readonly id: string
  readonly sender: AuthorKey
  readonly day: Day
  readonly bytes: number
  /** BLAKE2b-256 of the file as it was received. */
  readonly digest: string
}

/** Newest first, without their keys. */
export const quarantineRows = (context: Context): QuarantineEntry[] =>
  context
    .sql<[], QuarantineEntry>(
      'SELECT id, sender, day, bytes, digest FROM quarantine ORDER BY num DESC',
    )
    .all()

type OwnEscrowRow = {
  readonly serial: number
  readonly slot: string
  readonly desks: readonly string[]
  readonly digest: string
  readonly inForce: boolean
  readonly carried: Day | null
  readonly used: Day | null
}

type OwnEscrowColumns = Omit<OwnEscrowRow, 'desks' | 'inForce'> & {
  readonly desks: string
  readonly in_force: 0 | 1
}

/** Newest first. */
export const ownEscrowRows = (context: Context): OwnEscrowRow[] =>
  context
    .sql<[], OwnEscrowColumns>(
      `SELECT serial, slot, desks, digest, in_force, carried, used FROM escrow
        ORDER BY serial DESC`,
    )
    .all()
    .map(({ desks, in_force, ...row }) => ({
      ...row,
      desks: JSON.parse(desks) as string[],
      inForce: in_force === 1,
    }))

type HeldEscrowRow = {
  readonly author: AuthorKey
  readonly serial: number
  readonly digest: string
  readonly received: Day
  readonly opened: Day | null
}

export const heldEscrowRows = (context: Context): HeldEscrowRow[] =>
  context
    .sql<[], HeldEscrowRow>(
      'SELECT author, serial, digest, received, opened FROM escrow_held ORDER BY author',
    )
    .all()

export type ExportEntry = z.infer<typeof ExportRow> & {
  /** Number of the export in the pair sender → recipients, and the digest of the one before. */
  readonly pair: string
  readonly seq: number
  readonly hash: string
  /** Names the run of files that `seq` counts in; absent in what was written before runs had names. */
  readonly sequence?: string
  /** The vault was restored from a backup since: the next file to them begins another sequence. */
  readonly ended?: true
}

type ExportColumns = Omit<ExportEntry, 'to' | 'exportId' | 'ended' | 'sequence'> & {
  readonly id: string
  readonly recipients: string
  readonly sequence: string
  readonly ended: number
}

// Empty columns of old rows add no keys: the digest of such a vault stays unchanged.

/** Newest first. */
export const exportRows = (context: Context): ExportEntry[] =>
  context
    .sql<[], ExportColumns>(
      `SELECT id, day, reports, recipients, bytes, purpose, pair, seq, hash, sequence, ended
        FROM export ORDER BY num DESC`,
    )
    .all()
    .map(({ id, recipients, sequence, ended, ...row }) => ({
      exportId: id,
      to: JSON.parse(recipients) as string[],
      ...row,
      ...(sequence === '' ? {} : { sequence }),
      ...(ended === 0 ? {} : { ended: true as const }),
    }))

export type ImportEntry = {
  readonly exportId: string
  readonly sender: AuthorKey
  /** Which recipients the sender wrote to. */
  readonly pair: string
  /** Which sequence of that sender the file belongs to; absent in what came before they had names. */
  readonly sequence?: string
  readonly seq: number
  readonly hash: string
  /** `hash` of the file before in that sequence; null for the first. */
  readonly previous: string | null
  readonly day: Day
}

type ImportColumns = Omit<ImportEntry, 'exportId' | 'sequence'> & {
  readonly export_id: string
  readonly sequence: string
}

const asImport = ({ export_id, sequence, ...row }: ImportColumns): ImportEntry => ({
  exportId: export_id,
  ...row,
  ...(sequence === '' ? {} : { sequence }),
})

/** Newest first. */
export const importRows = (context: Context): ImportEntry[] =>
  context
    .sql<[], ImportColumns>(
      `SELECT export_id, sender, pair, sequence, seq, hash, previous, day FROM import
        ORDER BY num DESC`,
    )
    .all()
    .map(asImport)

/** An import that is decided and whose last parts are not applied yet. */
export type DecidedImport = {
  readonly entry: ImportEntry
  /** Digest of the last part that was applied; empty: none was. */
  readonly applied: string
  /** Digest of the last part, which covers the digests of all parts before it. */
  readonly last: string
}

/** Null: no import is unfinished. @throws Failure `damaged` when its file is not listed. */
export const decidedImport = (context: Context): DecidedImport | null => {
  const decided = context
    .sql<[], { import: number; applied: string; last: string }>(
      'SELECT import, applied, last FROM import_decided',
    )
    .get()
  if (decided === undefined) return null
  const row = context
    .sql<[number], ImportColumns>(
      `SELECT export_id, sender, pair, sequence, seq, hash, previous, day FROM import
        WHERE num = ?`,
    )
    .get(decided.import)
  if (row === undefined) throw new Failure('damaged')
  return { entry: asImport(row), applied: decided.applied, last: decided.last }
}

/** How long this vault keeps a record. Never exported. */
export type RetentionEntry = {
  readonly subject: RecordId
  /** Due for deletion after this day; empty: no deletion date. */
  readonly eraseAfter: Day | ''
  /** A legal hold: neither the record nor what belongs to it can be deleted. */
  readonly hold: boolean
  readonly reason: string
}

type RetentionColumns = Omit<RetentionEntry, 'eraseAfter' | 'hold'> & {
  readonly erase_after: Day | ''
  readonly hold: 0 | 1
}

export const retentionRows = (context: Context): RetentionEntry[] =>
  context
    .sql<[], RetentionColumns>(
      'SELECT subject, erase_after, hold, reason FROM keeping ORDER BY subject',
    )
    .all()
    .map(({ erase_after, hold, ...row }) => ({ ...row, eraseAfter: erase_after, hold: hold === 1 }))

/** The ids of the stored notices: lines from before schema 16 cover them. */
export const noticeNames = (context: Context): readonly string[] =>
  context.sql<[], string>('SELECT id FROM notice ORDER BY id').pluck().all()

type ReasonRow = { readonly seq: number; readonly subject: string; readonly reason: string }

export const reasonRows = (context: Context): ReasonRow[] =>
  context.sql<[], ReasonRow>('SELECT seq, subject, reason FROM opening ORDER BY seq').all()

export type KeyringRow = {
  readonly kind: string
  readonly public_key: Buffer
  /** The reader wipes it. */
  readonly secret_key: Buffer
}

export const keyringRows = (context: Context): KeyringRow[] =>
  context.sql<[], KeyringRow>('SELECT * FROM keyring ORDER BY kind').all()

type VaultRow = { readonly salt: Uint8Array; readonly settings: string }

/** @throws Failure `damaged` when it is missing. */
export const vaultRow = (context: Context): VaultRow => {
  const row = context.sql<[], VaultRow>('SELECT salt, settings FROM vault').get()
  if (row === undefined) throw new Failure('damaged')
  return row
}
