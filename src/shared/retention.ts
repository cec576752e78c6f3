import { z } from 'zod'
import { Day, RecordId } from './ids.ts'
import { limits } from './limits.ts'
import { done, method, nothing } from './method.ts'
import { text } from './text.ts'
import { recordKind } from './vocabularies.ts'

const what = {
  /** Due for deletion after this day; empty: no deletion date. */
  eraseAfter: z.union([z.literal(''), Day]),
  /** A legal hold: neither the record nor what belongs to it can be deleted. */
  hold: z.boolean(),
  reason: text(limits.reason),
}
const Named = {
  subject: RecordId,
  kind: z.enum(recordKind),
  /** Its current title, code name, statement or phrase. */
  name: z.string(),
}
export const Retention = z.strictObject({ ...Named, ...what })
export const RetentionList = z.strictObject({
  /** All retention settings, the earliest day first, records without a day last. */
  said: z.array(
    Retention.extend({
      rev: z.int(),
      /** Its deletion date has passed and no hold covers it: the user can delete it. */
      due: z.boolean(),
    }),
  ),
  /** Pages with remains of erased words could not be rewritten: not enough disk space. */
  isRewriteOwed: z.boolean(),
  /** Hidden, and erased at the next lock. */
  removed: z.array(z.strictObject({ ...Named, held: z.boolean() })),
})

/** How long this vault keeps its records. These settings are never exported. */
export const retentionContract = {
  'retention.list': method(nothing, RetentionList),
  /**
   * The record's own setting first, then those of the case, report or source that it belongs to.
   */
  'retention.of': method(z.strictObject({ id: RecordId }), z.array(Retention)),
  /** Neither day nor hold: removes the setting. */
  'retention.set': method(z.strictObject({ id: RecordId, ...what }), done),
}
