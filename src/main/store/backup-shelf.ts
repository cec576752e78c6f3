import type { Day } from '../../shared/ids.ts'
import type { OverrideEntry } from './journal-acts.ts'
import type { Tail } from './ports.ts'

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

type BackupCounts = Readonly<Record<string, number>>

/** Counts of a database's contents, to compare with a backup. */
export type BackupFacts = {
  readonly schema: number
  readonly records: BackupCounts
  readonly revisions: BackupCounts
  /** By kind of line. */
  readonly journal: BackupCounts
  readonly tail: Tail
}

export type BackupRepository = {
  /** Newest first. */
  readonly list: () => BackupEntry[]
  /**
   * `passed`: why the backup goes to keys of other people; its lines directly precede the backup's
   * own.
   */
  readonly record: (
    entry: Omit<BackupEntry, 'tested' | 'held'>,
    passed: readonly OverrideEntry[],
  ) => void
  /**
   * A backup that is not in the list (another vault's), or whose number could not be read (null),
   * gets only its journal line.
   */
  readonly noteTest: (backupId: string | null, held: boolean) => void
  /** Another vault's backup was re-encrypted under a passphrase. */
  readonly noteSealedAnew: () => void
  /** This vault was restored from a backup: ends every export sequence. */
  readonly noteRestored: () => void
  readonly facts: () => BackupFacts
  /**
   * Writes the whole database into a new file, encrypted under `key` (32 bytes) instead of its own,
   * without free pages. Blocks this thread; the caller removes the file.
   *
   * @throws Failure `exists`, `storage`; a partial file is removed. The caller wipes `key`.
   */
  readonly snapshot: (file: string, key: Uint8Array) => void
}
