import { z } from 'zod'
import { Cosign } from './cosign.ts'
import { ExportChoice, ExportDecisions, ExportSummary } from './exchange.ts'
import { failureCodes } from './failure.ts'
import { AuthorKey, FileToken, RecordId, StateDigest } from './ids.ts'
import { method, TaskId } from './method.ts'
import { recordKind } from './vocabularies.ts'

const Named = z.strictObject({
  subject: RecordId,
  kind: z.enum(recordKind),
  /** Its title, code name, statement or phrase, as it is now. */
  name: z.string(),
})
const Counts = z.strictObject({
  reports: z.int(),
  claims: z.int(),
  sources: z.int(),
  attributions: z.int(),
  cases: z.int(),
})

/** Why a record that leaves in the file stays here all the same. */
const stayReason = ['used', 'one-origin', 'belongs'] as const

/** Out to one person, read back, and then erased here. */
export const handOverContract = {
  'handover.prepare': method(
    z.strictObject({
      task: TaskId,
      choice: ExportChoice,
      ...ExportDecisions,
      /** Who takes it over; without one, `revising` is not told. */
      contact: AuthorKey.optional(),
    }),
    z.strictObject({
      basedOn: StateDigest,
      /** The file, as for an export. */
      summary: ExportSummary,
      /** What would be erased here. */
      goes: Counts,
      /** In the file, but not erased; `by`: what keeps it, with `one-origin` nothing. */
      stays: z.array(Named.extend({ why: z.enum(stayReason), by: z.array(Named) })),
      /** While there is one, `handover.run` refuses with 'unfinished' or 'held'. */
      blocks: z.array(Named.extend({ why: z.enum(['draft', 'hold']) })),
      /** Whether the contact can go on with what goes: take it in, revise it, tell of a withdrawal. */
      revising: z
        .strictObject({
          /**
           * Our own card names the contact as a desk, or nothing of ours goes. While it does not,
           * `handover.run` refuses with 'not-author': name it, and the card goes with the file.
           */
          isNamed: z.boolean(),
          /** Written by others, none of whose cards names the contact. */
          foreign: z.array(Named),
          /** Written or had by the contact before: one that they erased since is refused there. */
          had: z.array(Named),
          /** Protected sources, where nothing here is sealed to an identity key of the contact. */
          sealed: z.array(Named),
        })
        .nullable(),
    }),
  ),
  /** `in-use` when no report could go, `not-author` as said above; as `exports.write` else. */
  'handover.run': method(
    z.strictObject({
      task: TaskId,
      /** Of the `exports.prepare` to the contact's key that was decided on. */
      reviewed: StateDigest,
      /** Of the `handover.prepare` that was decided on. */
      basedOn: StateDigest,
      choice: ExportChoice,
      /** One contact whose keys were compared: else 'unverified' or 'revoked'. */
      contact: AuthorKey,
      ...ExportDecisions,
      cosign: Cosign.nullable().optional(),
      folder: FileToken,
    }),
    z.strictObject({
      fileName: z.string(),
      bytes: z.int(),
      /** Null: nothing was erased, because of `refused`; the file stays. */
      erased: Counts.nullable(),
      refused: z.enum(failureCodes).nullable(),
    }),
  ),
}
