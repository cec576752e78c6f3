import { z } from 'zod'
import { KeyWords } from './compared-words.ts'
import { AuthorKey, Day, RecordId } from './ids.ts'
import { limits } from './limits.ts'
import { NewPassphrase, Passphrase } from './passphrase.ts'
import { required, text } from './text.ts'

export const ReviewerName = required(limits.pseudonym)

/** Somebody who signs beside the person whose vault this is. */
export const Reviewer = z.strictObject({
  key: AuthorKey,
  name: ReviewerName,
  fingerprint: z.string(),
  /** Of the key, to be compared with the slip of paper that its owner took along. */
  words: KeyWords,
  /** Since when. */
  day: Day,
  /** When its owner compared the words last; null: never, and they cannot sign yet. */
  verified: Day.nullable(),
})
export const Reviewers = z.strictObject({
  reviewers: z.array(Reviewer),
  /** Does anything need a second signature? Only with somebody to give it, and while it is on. */
  inForce: z.boolean(),
})

/** Who signs, and the passphrase of their own that opens their key. */
export const Cosign = z.strictObject({ reviewer: AuthorKey, passphrase: Passphrase })
export const NewReviewer = z.strictObject({ name: ReviewerName, passphrase: NewPassphrase })

/** What a second reader says yes to: these bytes, and these reasons for letting something pass. */
export const CosignStatement = z.strictObject({
  what: z.enum(['publication', 'export', 'backup']),
  /** The publication's id, the export's or the backup's. */
  subject: z.string().regex(/^[0-9a-f]{32}$/),
  day: Day,
  by: ReviewerName,
  /** Of a publication every file that was written; of an export or backup its manifest. */
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
/** As it is shown. `holds`: the signature fits what it stands beside. */
export const Cosigned = Reviewer.pick({ name: true, fingerprint: true, day: true }).extend({
  holds: z.boolean(),
})

export type Reviewer = z.infer<typeof Reviewer>
export type Cosign = z.infer<typeof Cosign>
export type CosignStatement = z.infer<typeof CosignStatement>
export type Cosignature = z.infer<typeof Cosignature>
export type Cosigned = z.infer<typeof Cosigned>
