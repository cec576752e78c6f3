import { canonicalJson } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import { laterSettings } from '../../shared/records.ts'
import type { JournalLine, Settings } from '../../shared/records.ts'
import type { journalKind } from '../../shared/vocabularies.ts'
import type { Context } from './context.ts'
import { lastOf, sameBytes } from './context.ts'
import { createNoticeSet } from './notice-set.ts'
import {
  journalCreation,
  journalVault,
  readVault,
  vaultSubject,
  verifiedBatch,
  verifyVault,
  writeVault,
} from './vault-digest.ts'
import { vaultRow } from './vault-rows.ts'
import type { KeyringRow } from './vault-rows.ts'
import type { RecordId } from '../../shared/ids.ts'

export type KeyAction =
  'identity.keys' | Extract<(typeof journalKind)[number], `reviewer.${string}`>

/** Our own long-lived key pairs (`author`, `age-hybrid`, …), named by their users in the code. */
export type KeyringEntry = {
  readonly kind: string
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
}

/** One entry for each of these kinds, in their order. */
type EntriesOf<K extends readonly string[]> = { readonly [I in keyof K]: KeyringEntry }

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
    createNoticeSet(context)
    journalCreation(context, batch)
  })

/**
 * Settings that affect exports and publications have their own kind, so that a change is visible.
 */
const settingsKind = (name: string): JournalLine['kind'] =>
  name === 'poolBlockUnder' || name === 'poolWarnUnder'
    ? 'vault.pools'
    : name === 'fourEyes'
      ? 'vault.four-eyes'
      : 'vault.settings'

const storedSettings = (context: Context): Settings => ({
  ...laterSettings,
  ...(JSON.parse(vaultRow(context).settings) as Settings),
})

const writeSettings = (context: Context, settings: Settings): void =>
  void context.sql<[string]>('UPDATE vault SET settings = ?').run(canonicalJson(settings))

/**
 * Notes whether the user is known to have the recovery code in force. Part of a write that covers the
 * vault's state; the row is written even if nothing changes, so that file operations tell nothing.
 */
export const noteRecovery = (context: Context, change: 'confirmed' | 'replaced' | 'kept'): void => {
  const settings = storedSettings(context)
  const recoveryConfirmed = change === 'kept' ? settings.recoveryConfirmed : change === 'confirmed'
  writeSettings(context, { ...settings, recoveryConfirmed })
}

/**
 * Takes purged records out of the settings: nothing there names them any more. Part of a purge.
 *
 * @returns whether any was named.
 */
export const dropFromSettings = (context: Context, subjects: readonly RecordId[]): boolean => {
  const settings = storedSettings(context)
  const going = new Set<string>(subjects)
  const pinned = settings.pinned.filter((id) => !going.has(id))
  const exposed = settings.exposed.filter(({ id }) => !going.has(id))
  if (pinned.length === settings.pinned.length && exposed.length === settings.exposed.length)
    return false
  writeSettings(context, { ...settings, pinned, exposed })
  return true
}

export const settingsRepository = (context: Context) => {
  /** Settings that were verified against the journal, and the journal line used. */
  let checked: { readonly line: Uint8Array; readonly settings: Settings } | null = null

  return {
    /**
     * Every write needs the settings for its actor, and the vault's digest grows with all exports
     * ever made: the settings are verified once for each vault line, not once for each write. The
     * database is exclusive to this connection, and `verify` checks again.
     *
     * @throws Failure `tampered`.
     */
    get: (): Settings =>
      context.read(() => {
        const line = lastOf(context, vaultSubject).hash
        if (checked !== null && sameBytes(checked.line, line)) return checked.settings
        verifyVault(context)
        checked = { line, settings: storedSettings(context) }
        return checked.settings
      }),
    set: (settings: Settings): Settings => {
      context.write((unverified) => {
        const batch = verifiedBatch(context, unverified)
        const before = new Map(Object.entries(storedSettings(context)))
        const changed = Object.entries(settings).filter(
          ([name, value]) => canonicalJson(before.get(name) ?? null) !== canonicalJson(value),
        )
        if (changed.length === 0) return
        writeSettings(context, settings)
        const kinds = new Set(changed.map(([name]) => settingsKind(name)))
        for (const kind of [...kinds].sort()) journalVault(context, batch, kind)
      })
      return settings
    },
  }
}

export const keyringRepository = (context: Context) => {
  /**
   * Entries of several kinds, in their order: the vault's state is checked once for all. The caller
   * wipes the secret keys.
   *
   * @throws Failure `not-found` when one is missing; `tampered`, `damaged`.
   */
  const several = <K extends readonly string[]>(...kinds: K): EntriesOf<K> =>
    readVault(context, () => {
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
    })

  return {
    several,
    /** As `several`, for one kind. */
    get: (kind: string): KeyringEntry => several(kind)[0],
    /** Adds or replaces, all or none, under one journal line. */
    set: (entries: readonly KeyringEntry[], act: KeyAction = 'identity.keys'): void =>
      writeVault(context, act, () => {
        for (const entry of entries) writeKey(context, entry)
      }),
  }
}
