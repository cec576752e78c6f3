import { canonicalJson } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import type { AuthorKey, Day } from '../../shared/ids.ts'
import { laterSettings } from '../../shared/records.ts'
import type { JournalLine, Settings } from '../../shared/records.ts'
import { backupRows } from './backup-rows.ts'
import type { Batch, Context } from './context.ts'
import { contactParts } from './contact-rows.ts'
import { escrowParts } from './escrow-rows.ts'
import { append, hex, lastOf, sameBytes } from './journal.ts'
import type { ExportEntry, ImportEntry } from './exchange-entries.ts'
import type { KeyAct } from './journal-acts.ts'
import type { RetentionEntry } from './retention.ts'
import type { EntriesOf, KeyringEntry } from './keyring-entry.ts'

/**
 * The part of the vault's digest for notices (docs/FORMAT-RECORDS.md): the names of the stored
 * ones, which are digests.
 */
const noticeNames = (context: Context): readonly string[] =>
  context.sql<[], string>('SELECT id FROM notice ORDER BY id').pluck().all()

/** The journal's subject for everything outside records: settings, keys, exports and imports. */
export const vaultSubject = 'vault'

type KeyringRow = { kind: string; public_key: Buffer; secret_key: Buffer }
type VaultRow = { salt: Uint8Array; settings: string }

const vaultRow = (context: Context): VaultRow => {
  const row = context.sql<[], VaultRow>('SELECT salt, settings FROM vault').get()
  if (row === undefined) throw new Failure('damaged')
  return row
}

const keyringRows = (context: Context): KeyringRow[] =>
  context.sql<[], KeyringRow>('SELECT * FROM keyring ORDER BY kind').all()

type ExportColumns = Omit<ExportEntry, 'to' | 'exportId' | 'ended' | 'sequence'> & {
  readonly id: string
  readonly recipients: string
  readonly sequence: string
  readonly ended: number
}

// Empty columns of old rows add no keys: the digest of such a vault stays unchanged.
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

export const importRows = (context: Context): ImportEntry[] =>
  context
    .sql<
      [],
      Omit<ImportEntry, 'exportId' | 'sequence'> & {
        export_id: string
        sequence: string
        sender: AuthorKey
        day: Day
      }
    >(
      `SELECT export_id, sender, pair, sequence, seq, hash, previous, day FROM import
        ORDER BY num DESC`,
    )
    .all()
    .map(({ export_id, sequence, ...row }) => ({
      exportId: export_id,
      ...row,
      ...(sequence === '' ? {} : { sequence }),
    }))

export const retentionRows = (context: Context): RetentionEntry[] =>
  context
    .sql<[], Omit<RetentionEntry, 'eraseAfter' | 'hold'> & { erase_after: Day | ''; hold: 0 | 1 }>(
      'SELECT subject, erase_after, hold, reason FROM keeping ORDER BY subject',
    )
    .all()
    .map(({ erase_after, hold, ...row }) => ({ ...row, eraseAfter: erase_after, hold: hold === 1 }))

/** Rows of later versions are part of the form only where any exist. */
const later = <K extends string, R>(name: K, rows: readonly R[]): { [N in K]?: readonly R[] } =>
  rows.length === 0 ? {} : ({ [name]: rows } as { [N in K]: readonly R[] })

type OpeningRow = { seq: number; subject: string; reason: string }

const openingRows = (context: Context): OpeningRow[] =>
  context.sql<[], OpeningRow>('SELECT seq, subject, reason FROM opening ORDER BY seq').all()

/** docs/FORMAT-RECORDS.md, "The digest of the vault". */
const vaultDigest = (context: Context): Uint8Array => {
  const row = vaultRow(context)
  const keyring = keyringRows(context).map((entry) => {
    const secret = hex(context.digest.plain(entry.secret_key))
    entry.secret_key.fill(0)
    return { kind: entry.kind, publicKey: hex(entry.public_key), secretDigest: secret }
  })
  const backups = backupRows(context)
  const form = canonicalJson({
    settings: row.settings,
    keyring,
    exports: exportRows(context),
    imports: importRows(context),
    openings: openingRows(context),
    ...later('keeping', retentionRows(context)),
    ...contactParts(context),
    ...later('notices', noticeNames(context)),
    ...(backups.length === 0 ? {} : { backups }),
    ...escrowParts(context),
  })
  return context.digest.record(row.salt, Buffer.from(form))
}

export const verifyVaultState = (context: Context): boolean =>
  sameBytes(vaultDigest(context), lastOf(context, vaultSubject).digest)

/**
 * @throws Failure `tampered` when settings, keys, exports or imports do not match the last digest.
 */
export const verifyVault = (context: Context): void => {
  if (!verifyVaultState(context)) throw new Failure('tampered')
}

/** Writes the journal line for the vault's current state: the last step of a write to it. */
export const journalVault = (context: Context, batch: Batch, kind: JournalLine['kind']): void =>
  append(context, batch, {
    kind,
    subject_kind: 'vault',
    subject: vaultSubject,
    digest: vaultDigest(context),
  })

/** First rows and first journal line of a new vault. */
export const initialise = (
  context: Context,
  settings: Settings,
  keyring: readonly KeyringEntry[],
): void =>
  context.write((batch) => {
    context
      .sql<[Buffer, string]>('INSERT INTO vault (one, salt, settings) VALUES (1, ?, ?)')
      .run(Buffer.from(context.digest.salt()), canonicalJson(settings))
    for (const entry of keyring) writeKey(context, entry)
    journalVault(context, batch, 'vault.created')
  })

const writeKey = (context: Context, entry: KeyringEntry): void => {
  const secret = Buffer.from(entry.secretKey)
  try {
    context
      .sql<[string, Buffer, Buffer]>(
        'INSERT OR REPLACE INTO keyring (kind, public_key, secret_key) VALUES (?, ?, ?)',
      )
      .run(entry.kind, Buffer.from(entry.publicKey), secret)
  } finally {
    secret.fill(0)
  }
}

const storedSettings = (context: Context): Settings => ({
  ...laterSettings,
  ...(JSON.parse(vaultRow(context).settings) as Settings),
})

/** Settings that were verified against the journal, and the journal line used. */
const checked = new WeakMap<Context, { readonly line: Uint8Array; readonly settings: Settings }>()

/**
 * Every write needs the settings for its actor, and the vault's digest grows with all exports ever
 * made: the settings are verified once for each vault line, not once for each write. The database
 * is exclusive to this connection, and `verify` checks again.
 *
 * @throws Failure `tampered`.
 */
export const getSettings = (context: Context): Settings => {
  const line = lastOf(context, vaultSubject).hash
  const known = checked.get(context)
  if (known !== undefined && sameBytes(known.line, line)) return known.settings
  verifyVault(context)
  const settings = storedSettings(context)
  checked.set(context, { line, settings })
  return settings
}

/**
 * Settings that affect exports and publications have their own kind, so that a change is visible.
 */
const settingsKind = (name: string): JournalLine['kind'] =>
  name === 'poolBlockUnder' || name === 'poolWarnUnder'
    ? 'vault.pools'
    : name === 'fourEyes'
      ? 'vault.four-eyes'
      : 'vault.settings'

export const setSettings = (context: Context, settings: Settings): Settings => {
  context.write((batch) => {
    verifyVault(context)
    const before = new Map(Object.entries(storedSettings(context)))
    const changed = Object.entries(settings).filter(
      ([name, value]) => canonicalJson(before.get(name) ?? null) !== canonicalJson(value),
    )
    if (changed.length === 0) return
    context.sql<[string]>('UPDATE vault SET settings = ?').run(canonicalJson(settings))
    const kinds = new Set(changed.map(([name]) => settingsKind(name)))
    for (const kind of [...kinds].sort()) journalVault(context, batch, kind)
  })
  return settings
}

/**
 * The caller wipes the secret keys. @throws Failure 'not-found' when one is missing; 'tampered',
 * 'damaged'.
 */
export const getKeys = <K extends readonly string[]>(context: Context, kinds: K): EntriesOf<K> => {
  verifyVault(context)
  const one = context.sql<[string], KeyringRow>('SELECT * FROM keyring WHERE kind = ?')
  const entries: KeyringEntry[] = []
  try {
    for (const kind of kinds) {
      const row = one.get(kind)
      if (row === undefined) throw new Failure('not-found')
      entries.push({ kind, publicKey: row.public_key, secretKey: row.secret_key })
    }
    return entries as readonly KeyringEntry[] as EntriesOf<K>
  } catch (cause) {
    for (const { secretKey } of entries) secretKey.fill(0)
    throw cause
  }
}

export const getKey = (context: Context, kind: string): KeyringEntry =>
  getKeys(context, [kind] as const)[0]

/** All in one transaction, under one journal line. */
export const setKeys = (
  context: Context,
  entries: readonly KeyringEntry[],
  act: KeyAct = 'identity.keys',
): void =>
  context.write((batch) => {
    verifyVault(context)
    for (const entry of entries) writeKey(context, entry)
    journalVault(context, batch, act)
  })
