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
  /** Its current title, code name, statement or phrase. */
  name: z.string(),
})
const Counts = z.strictObject({
  reports: z.int(),
  claims: z.int(),
  sources: z.int(),
  attributions: z.int(),
  cases: z.int(),
})

/** Why an exported record is not deleted here. */
const stayReason = ['used', 'one-origin', 'belongs'] as const

/**
 * Hand-over: exports to one contact, verifies the file by reading it, then erases the records here.
 */
export const handOverContract = {
  'handover.prepare': method(
    z.strictObject({
      task: TaskId,
      choice: ExportChoice,
      ...ExportDecisions,
      /** The contact that takes over; without one, `revising` is absent. */
      contact: AuthorKey.optional(),
    }),
    z.strictObject({
      basedOn: StateDigest,
      /** The file, as for an export. */
      summary: ExportSummary,
      /** The records that would be erased here. */
      goes: Counts,
      /** In the file, but not erased; `by`: the records that prevent it, none for `one-origin`. */
      stays: z.array(Named.extend({ why: z.enum(stayReason), by: z.array(Named) })),
      /** While there is one, `handover.run` refuses with 'unfinished' or 'held'. */
      blocks: z.array(Named.extend({ why: z.enum(['draft', 'hold']) })),
      /**
       * Can the contact continue with the handed-over records: import, revise, announce a
       * withdrawal?
       */
      revising: z
        .strictObject({
          /**
           * Does this vault's card name the contact as a desk, or is none of its own records handed
           * over? If false, `handover.run` refuses with 'not-author': name the contact, and the
           * card goes with the file.
           */
          isNamed: z.boolean(),
          /** Written by other authors whose cards do not name the contact. */
          foreign: z.array(Named),
          /**
           * Records that the contact wrote or had before: if the contact has erased one since, its
           * vault refuses it.
           */
          had: z.array(Named),
          /** Protected sources with no seal to the contact's identity key. */
          sealed: z.array(Named),
        })
        .nullable(),
    }),
  ),
  /**
   * `in-use` when no report can be handed over, `not-author` as above; otherwise as
   * `exports.write`.
   */
  'handover.run': method(
    z.strictObject({
      task: TaskId,
      /** Digest from the `exports.prepare` to the contact's key that the user decided on. */
      reviewed: StateDigest,
      /** Digest from the `handover.prepare` that the user decided on. */
      basedOn: StateDigest,
      choice: ExportChoice,
      /** One contact with compared keys: else 'unverified' or 'revoked'. */
      contact: AuthorKey,
      ...ExportDecisions,
      cosign: Cosign.nullable().optional(),
      folder: FileToken.exportFolder,
    }),
    z.strictObject({
      fileName: z.string(),
      bytes: z.int(),
      /** Null: nothing was erased, because of `refused`; the file is kept. */
      erased: Counts.nullable(),
      refused: z.enum(failureCodes).nullable(),
    }),
  ),
}
