import type { Day } from '../../shared/ids.ts'
import type { OverrideEntry } from './journal-acts.ts'
import type { Tail } from './ports.ts'

/** A backup that this vault made. */
export type BackupEntry = {
  readonly backupId: string
  readonly day: Day
  readonly bytes: number
  /** Of its manifest, which names the digests of all that is in it. */
  readonly digest: string
  /** Recipients' short fingerprints, or `passphrase`. */
  readonly to: readonly string[]
  /** When it was last tested, and whether it held; both null before the first time. */
  readonly tested: Day | null
  readonly held: boolean | null
}

type BackupCounts = Readonly<Record<string, number>>

/** What a database holds, in numbers that a backup can be compared with. */
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
  /** `passed`: why it goes to keys of somebody else; its lines stand right before the backup's own. */
  readonly record: (
    entry: Omit<BackupEntry, 'tested' | 'held'>,
    passed: readonly OverrideEntry[],
  ) => void
  /**
   * A backup that is not in the list (another vault's), or of which not even the number could be read
   * (null), gets its line in the journal alone.
   */
  readonly noteTest: (backupId: string | null, held: boolean) => void
  /** A backup of somebody else was written once more, to a passphrase. */
  readonly noteSealedAnew: () => void
  /** This vault came out of a backup: every sequence of exports ends here. */
  readonly noteRestored: () => void
  readonly facts: () => BackupFacts
  /**
   * Writes the whole database into a new file, encrypted under `key` (32 bytes) instead of its own,
   * without free pages. The rest of this thread waits; the caller removes the file.
   *
   * @throws Failure `exists`, `storage`; what was begun is removed. `key` is the caller's to wipe.
   */
  readonly snapshot: (file: string, key: Uint8Array) => void
}
