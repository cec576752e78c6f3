import { z } from 'zod'
import { ToldArrival, ToldLine } from './custody.ts'
import { AuthorKey, Day, RecordId, RevisionId } from './ids.ts'
import { method } from './method.ts'
import { consentUse, contactState, recordKind } from './vocabularies.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** A key's owner: its fingerprint and the owner's name in this vault. */
const Who = {
  author: z.string(),
  from: z.strictObject({
    state: z.enum(['us', 'unknown', ...contactState]),
    pseudonym: z.string(),
  }),
}

/** A notice as shown to the user. */
export const ShownNotice = z.strictObject({
  subject: RecordId,
  subjectKind: z.enum(recordKind),
  /** Name of the record; empty where it is unknown. */
  name: z.string(),
  kind: z.enum(['withdrawal', 'correction']),
  day: Day,
  ...Who,
  text: z.string(),
  uses: z.array(z.enum(consentUse)),
  /** Is the newer revision that a correction names already here? */
  isAnswered: z.boolean(),
})
export type ShownNotice = z.infer<typeof ShownNotice>

/** A file that brought the record to a vault. */
const ShownArrival = z.strictObject({ ...Who, ...ToldArrival.shape })

export const Custody = z.strictObject({
  /** Oldest first. */
  revisions: z.array(
    z.strictObject({
      id: RevisionId,
      day: Day,
      ...Who,
      parents: z.array(RevisionId),
      /** Its id and signature match its content. */
      holds: z.boolean(),
    }),
  ),
  /** By holder, ours first. */
  holders: z.array(
    z.strictObject({
      ...Who,
      /** The full key, to check the signatures of the chains. */
      key: AuthorKey,
      /** More than one: the holder's vault was copied or restored, and its accounts diverge. */
      chains: z.array(
        z.strictObject({
          holds: z.boolean(),
          /** Null: the chain is no longer readable. */
          signed: z
            .strictObject({ subjectKind: z.enum(recordKind), signature: z.string() })
            .nullable(),
          /** Null: the act is withheld. Else everything that the hash covers except the subject. */
          lines: z.array(z.strictObject({ hash, told: ToldLine.nullable() })),
          /**
           * The files that brought the record to the holder, oldest first. A chain in a file has no
           * line about that file.
           */
          arrivals: z.array(ShownArrival),
          /**
           * Lines and arrivals that this answer leaves out: it has those of our own chain, then
           * those of the shortest chains, up to `limits.custodyShown`. They are verified too.
           */
          omitted: z.int().nonnegative(),
        }),
      ),
    }),
  ),
  /** The notices in force, newest first. */
  notices: z.array(ShownNotice),
})

/** The authors and holders of a record, as far as signatures show. */
export const custodyContract = {
  'custody.of': method(z.strictObject({ id: RecordId }), Custody),
  /** Would a revision be refused with 'not-author'? The window asks before it offers to edit. */
  'records.revisable': method(
    z.strictObject({ id: RecordId }),
    /** `by`: the author, where this vault may not revise. */
    z.strictObject({ may: z.boolean(), by: z.strictObject(Who).nullable() }),
  ),
}
