import type { Settings } from '../../shared/records.ts'
import type { KeyringEntry } from './keyring-entry.ts'

/**
 * The store's whole interface to cryptography. Every digest is 32 bytes. Meant for `{ salt:
 * randomSalt, record: recordDigest, chain: journalHash, plain: plainDigest }`.
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
  /** The acting user's name for the journal. */
  readonly actor: () => string
  /**
   * Called once after every commit, before the write returns: seal the tail into the anchor and
   * fsync it here. If it throws, the write has happened, the caller gets `storage`, and the store
   * takes
   * no more writes: so the anchor is never more than one transaction behind.
   */
  readonly onCommit: (tail: Tail) => void
}

/** Progress of a schema migration. Called on the migrating thread, between its steps. */
export type MigrationProgress = (done: number, total: number) => void

export type OpenOptions = StorePorts & {
  readonly file: string
  /** 32 raw bytes. Wiped before the call returns, also when it throws. */
  readonly databaseKey: Buffer
  readonly nativeBinding?: string
  /** For rescue: opens read-only; every write fails with `read-only`. */
  readonly readonly?: boolean
  /** Called from 0 to `total` during a migration; never when the schema is current. */
  readonly onMigration?: MigrationProgress | undefined
}

export type CreateOptions = OpenOptions & {
  readonly settings: Settings
  readonly keyring: readonly KeyringEntry[]
}
