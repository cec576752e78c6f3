import { z } from 'zod'
import { Day, RecordId, RevisionId } from './ids.ts'
import { method } from './method.ts'
import { consentUse, contactState, journalKind, recordKind } from './vocabularies.ts'

/** Whose a key is: its fingerprint, and what they are called here. */
const Who = {
  author: z.string(),
  from: z.strictObject({
    state: z.enum(['us', 'unknown', ...contactState]),
    pseudonym: z.string(),
  }),
}

/** A notice as a person reads it. */
export const ShownNotice = z.strictObject({
  subject: RecordId,
  subjectKind: z.enum(recordKind),
  /** What the record is called; empty where it is not known. */
  name: z.string(),
  kind: z.enum(['withdrawal', 'correction']),
  day: Day,
  ...Who,
  text: z.string(),
  uses: z.array(z.enum(consentUse)),
  /** The newer revision that a correction speaks of is here. */
  isAnswered: z.boolean(),
})
export type ShownNotice = z.infer<typeof ShownNotice>

export const Custody = z.strictObject({
  /** Oldest first. */
  revisions: z.array(
    z.strictObject({
      id: RevisionId,
      day: Day,
      ...Who,
      parents: z.array(RevisionId),
      /** Its id and signature fit what it says. */
      holds: z.boolean(),
    }),
  ),
  /** By holder, ours first. */
  holders: z.array(
    z.strictObject({
      ...Who,
      /** More than one: the holder's vault was copied or put back, and its accounts go apart. */
      chains: z.array(
        z.strictObject({
          holds: z.boolean(),
          /** Null: the act is not for others. */
          lines: z.array(
            z.strictObject({
              hash: z.string(),
              told: z
                .strictObject({ day: Day, actor: z.string(), kind: z.enum(journalKind) })
                .nullable(),
            }),
          ),
        }),
      ),
    }),
  ),
  /** What counts of what was said since, newest first. */
  notices: z.array(ShownNotice),
})

/** Who wrote a record and who has had it, as far as signatures show. */
export const custodyContract = {
  'custody.of': method(z.strictObject({ id: RecordId }), Custody),
  /** Would a revision be refused with 'not-author'? Asked before anybody is offered to type one. */
  'records.revisable': method(
    z.strictObject({ id: RecordId }),
    /** `by`: whose it is, where this vault may not. */
    z.strictObject({ may: z.boolean(), by: z.strictObject(Who).nullable() }),
  ),
}
