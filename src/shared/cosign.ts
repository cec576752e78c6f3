import { z } from 'zod'
import { KeyWords } from './compared-words.ts'
import { AuthorKey, Day, RecordId } from './ids.ts'
import { limits } from './limits.ts'
import { NewPassphrase, Passphrase } from './passphrase.ts'
import { required, text } from './text.ts'

export const ReviewerName = required(limits.pseudonym)

/** A second reader: signs in addition to the user of the vault. */
export const Reviewer = z.strictObject({
  key: AuthorKey,
  name: ReviewerName,
  fingerprint: z.string(),
  /** Words of the key, to compare with the slip of paper that the second reader kept. */
  words: KeyWords,
  /** The day on which the second reader was added. */
  day: Day,
  /**
   * The day on which the second reader last compared the words; null: never, so they cannot sign
   * yet.
   */
  verified: Day.nullable(),
})
export const Reviewers = z.strictObject({
  reviewers: z.array(Reviewer),
  /** Are second signatures required? Only with a second reader and while the setting is on. */
  inForce: z.boolean(),
})

/** The second reader that signs, and the passphrase that opens their key. */
export const Cosign = z.strictObject({ reviewer: AuthorKey, passphrase: Passphrase })
export const NewReviewer = z.strictObject({ name: ReviewerName, passphrase: NewPassphrase })

/** The statement that a second reader signs: these bytes, and these reasons for overrides. */
export const CosignStatement = z.strictObject({
  what: z.enum(['publication', 'export', 'backup']),
  /** The publication's id, the export's or the backup's. */
  subject: z.string().regex(/^[0-9a-f]{32}$/),
  day: Day,
  by: ReviewerName,
  /** For a publication, every written file; for an export or backup, its manifest. */
  files: z.array(
    z.strictObject({
      name: z.string(),
      digest: z.string().regex(/^(?:sha256|blake2b-256):[0-9a-f]{64}$/),
    }),
  ),
  overrides: z.array(
    z.strictObject({
      item: z.string(),
      subject: RecordId.nullable(),
      reason: text(limits.reason),
    }),
  ),
})
/** docs/FORMAT-RECORDS.md, "Second readers". */
export const Cosignature = z.strictObject({
  key: AuthorKey,
  signature: z.string().regex(/^[0-9a-f]{128}$/),
  statement: CosignStatement,
})
/** A co-signature as shown. `holds`: the signature matches the publication, export or backup. */
export const Cosigned = Reviewer.pick({ name: true, fingerprint: true, day: true }).extend({
  holds: z.boolean(),
})

export type Reviewer = z.infer<typeof Reviewer>
export type Cosign = z.infer<typeof Cosign>
export type CosignStatement = z.infer<typeof CosignStatement>
export type Cosignature = z.infer<typeof Cosignature>
export type Cosigned = z.infer<typeof Cosigned>
