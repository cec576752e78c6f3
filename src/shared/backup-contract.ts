import { z } from 'zod'
import { Cosign } from './cosign.ts'
import { ExportTarget } from './exchange.ts'
import { Day, FileToken } from './ids.ts'
import { limits } from './limits.ts'
import { method, nothing, TaskId } from './method.ts'
import { NewPassphrase, Passphrase } from './passphrase.ts'
import { reason } from './text.ts'

/** Credentials for a backup: its passphrase, or the text of an age identity that it was made to. */
const BackupSecrets = {
  passphrase: Passphrase.nullable(),
  identity: z.string().min(1).max(limits.identityText).nullable(),
}

const Pair = z.strictObject({ expected: z.int(), found: z.int() })

const BackupRow = z.strictObject({
  backupId: z.string(),
  day: Day,
  bytes: z.int(),
  /** Recipients' short fingerprints, or `scrypt` for a passphrase. */
  to: z.array(z.string()),
  tested: Day.nullable(),
  held: z.boolean().nullable(),
})

const BackupTest = z.strictObject({
  backupId: z.string(),
  day: Day,
  /** Does this vault have a note of making it, and if so, does the backup match the note? */
  known: z.boolean(),
  asNoted: z.boolean(),
  /** The counts that the backup states, and those found in it. */
  records: Pair,
  revisions: Pair,
  journalLines: Pair,
  attachments: Pair,
  /** Attached files that do not open or do not match the database. */
  brokenAttachments: z.int(),
  /** Faults found by `vault.verify`. */
  faults: z.int(),
  searchIndexHolds: z.boolean(),
  held: z.boolean(),
})

/** Backups of the whole vault: made, tested, and restored into a new one. */
export const backupContract = {
  'backups.list': method(
    nothing,
    z.strictObject({
      /** The interval from the settings has passed. */
      due: z.boolean(),
      backups: z.array(BackupRow),
    }),
  ),
  'backups.make': method(
    z.strictObject({
      task: TaskId,
      target: ExportTarget,
      folder: FileToken.exportFolder,
      /** The user accepted a backup to keys that were never compared; else 'unverified'. */
      unverified: z.boolean().optional(),
      /**
       * Why a full copy, including sources with withdrawn consent, goes to keys that are not this
       * vault's: else 'withheld'. Journaled.
       */
      reason: reason.nullable().optional(),
      /** Required with four eyes whenever a reason is required: 'cosign-needed'. */
      cosign: Cosign.nullable().optional(),
      /** The user was told that attached files do not open; else 'broken-attachment'. */
      evenBroken: z.boolean().optional(),
    }),
    z.strictObject({ fileName: z.string(), bytes: z.int(), brokenAttachments: z.int() }),
  ),
  'backups.test': method(
    z.strictObject({ task: TaskId, file: FileToken.backup, ...BackupSecrets }),
    BackupTest,
  ),
  /** Re-encrypts a backup that was made to this vault's key, under a passphrase. */
  'backups.sealAnew': method(
    z.strictObject({
      task: TaskId,
      file: FileToken.backup,
      passphrase: NewPassphrase,
      folder: FileToken.exportFolder,
    }),
    z.strictObject({ fileName: z.string(), bytes: z.int() }),
  ),
  /** Creates a vault in the chosen empty folder; the recovery code is shown once. */
  'vault.restore': method(
    z.strictObject({
      task: TaskId,
      file: FileToken.backup,
      ...BackupSecrets,
      newPassphrase: NewPassphrase,
      keyFile: FileToken.keyFile.nullable(),
    }),
    /** `brokenAttachments`: files that did not open when the backup was made. */
    z.strictObject({ recoveryCode: z.string(), brokenAttachments: z.int() }),
    true,
  ),
}
