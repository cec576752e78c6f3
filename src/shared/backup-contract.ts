import { z } from 'zod'
import { Cosign } from './cosign.ts'
import { ExportTarget } from './exchange.ts'
import { Day, FileToken } from './ids.ts'
import { limits } from './limits.ts'
import { method, nothing, TaskId } from './method.ts'
import { NewPassphrase, Passphrase } from './passphrase.ts'
import { reason } from './text.ts'

/** What opens a backup: its passphrase, or the text of an age identity that it was made to. */
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
  /** Did this vault note that it made it? If so, is it as it was noted? */
  known: z.boolean(),
  asNoted: z.boolean(),
  /** What the backup says that it holds, and what is in it. */
  records: Pair,
  revisions: Pair,
  journalLines: Pair,
  attachments: Pair,
  /** Attached files that do not open, or are not what its database says. */
  brokenAttachments: z.int(),
  /** What `vault.verify` finds in it. */
  faults: z.int(),
  searchIndexHolds: z.boolean(),
  held: z.boolean(),
})

/** Backups of the whole vault: made, tested, and restored into a new one. */
export const backupContract = {
  'backups.list': method(
    nothing,
    z.strictObject({
      /** The time that the settings name is over. */
      due: z.boolean(),
      backups: z.array(BackupRow),
    }),
  ),
  'backups.make': method(
    z.strictObject({
      task: TaskId,
      target: ExportTarget,
      folder: FileToken,
      /** A person said that it may go to keys that nobody compared; else 'unverified'. */
      unverified: z.boolean().optional(),
      /**
       * Why a full copy goes to keys that are not this vault's, sources that took back their word
       * included: else 'withheld'. Journaled.
       */
      reason: reason.nullable().optional(),
      /** With four eyes, whenever there has to be a reason: 'cosign-needed'. */
      cosign: Cosign.nullable().optional(),
      /** A person was told that attached files do not open; else 'broken-attachment'. */
      evenBroken: z.boolean().optional(),
    }),
    z.strictObject({ fileName: z.string(), bytes: z.int(), brokenAttachments: z.int() }),
  ),
  'backups.test': method(
    z.strictObject({ task: TaskId, file: FileToken, ...BackupSecrets }),
    BackupTest,
  ),
  /** A backup that was made to this vault's key, once more, to a passphrase. */
  'backups.sealAnew': method(
    z.strictObject({
      task: TaskId,
      file: FileToken,
      passphrase: NewPassphrase,
      folder: FileToken,
    }),
    z.strictObject({ fileName: z.string(), bytes: z.int() }),
  ),
  /** Makes a vault in the empty folder that was chosen; the recovery code is shown once. */
  'vault.restore': method(
    z.strictObject({
      task: TaskId,
      file: FileToken,
      ...BackupSecrets,
      newPassphrase: NewPassphrase,
      keyFile: FileToken.nullable(),
    }),
    /** `brokenAttachments`: files that did not open when the backup was made. */
    z.strictObject({ recoveryCode: z.string(), brokenAttachments: z.int() }),
    true,
  ),
}
