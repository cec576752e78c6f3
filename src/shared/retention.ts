import { z } from 'zod'
import { Day, RecordId } from './ids.ts'
import { limits } from './limits.ts'
import { done, method, nothing } from './method.ts'
import { text } from './text.ts'
import { recordKind } from './vocabularies.ts'

const what = {
  /** To be erased after this day; empty: nothing is said. */
  eraseAfter: z.union([z.literal(''), Day]),
  /** A legal hold: nobody erases it, nor what belongs to it. */
  hold: z.boolean(),
  reason: text(limits.reason),
}
const Named = {
  subject: RecordId,
  kind: z.enum(recordKind),
  /** Its title, code name, statement or phrase, as it is now. */
  name: z.string(),
}
export const Retention = z.strictObject({ ...Named, ...what })
export const RetentionList = z.strictObject({
  /** All that is said, the earliest day first, records without a day last. */
  said: z.array(
    Retention.extend({
      rev: z.int(),
      /** Its day is over and no hold is on it: it waits for somebody to remove it. */
      due: z.boolean(),
    }),
  ),
  /** What was erased may have left a word in pages that could not be rewritten: no room. */
  isRewriteOwed: z.boolean(),
  /** Hidden, and erased at the next lock. */
  removed: z.array(z.strictObject({ ...Named, held: z.boolean() })),
})

/** How long records are kept here. Said in this vault alone, and never sent to anybody. */
export const retentionContract = {
  'keeping.list': method(nothing, RetentionList),
  /** Of a record first, then of the case, report or source that it belongs to. */
  'keeping.of': method(z.strictObject({ id: RecordId }), z.array(Retention)),
  /** With neither day nor hold, nothing is said any more. */
  'keeping.set': method(z.strictObject({ id: RecordId, ...what }), done),
}
