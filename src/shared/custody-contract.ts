import { z } from 'zod'
import { ToldArrival, ToldLine } from './custody.ts'
import { AuthorKey, Day, RecordId, RevisionId } from './ids.ts'
import { method } from './method.ts'
import { consentUse, contactState, recordKind } from './vocabularies.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

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

/** A file in which a record came to somebody. */
const ShownArrival = z.strictObject({ ...Who, ...ToldArrival.shape })

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
      /** The whole of it: what the signatures of the chains are checked with. */
      key: AuthorKey,
      /** More than one: the holder's vault was copied or put back, and its accounts go apart. */
      chains: z.array(
        z.strictObject({
          holds: z.boolean(),
          /** Null: it cannot be read any more. */
          signed: z
            .strictObject({ subjectKind: z.enum(recordKind), signature: z.string() })
            .nullable(),
          /** Null: the act is not for others. Else all that the hash covers but the subject. */
          lines: z.array(z.strictObject({ hash, told: ToldLine.nullable() })),
          /** The files that the holder had it from, oldest first: no chain in a file has that file's own line. */
          arrivals: z.array(ShownArrival),
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
