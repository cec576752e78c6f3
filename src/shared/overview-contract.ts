import { z } from 'zod'
import { CaseId, Day, RecordId } from './ids.ts'
import { limits } from './limits.ts'
import { method } from './method.ts'
import { LanguageTag, ReportState } from './records.ts'
import { recordKind } from './vocabularies.ts'

const Count = z.int().min(0)

const SourceInNeed = z.strictObject({ id: RecordId, name: z.string() })

/** Sources that need attention: how many, and the first of them with their names. */
const sourcesInNeed = <T extends z.ZodType>(source: T) =>
  z.strictObject({ total: Count, first: z.array(source).max(limits.overview) })

/** A record with its title, for a list of several kinds. */
const TitledRecord = z.strictObject({
  id: RecordId,
  kind: z.enum(recordKind),
  title: z.string(),
  /** Of the title; null if none is stored. */
  language: LanguageTag.nullable(),
  state: ReportState,
  updatedDay: Day,
})
export type TitledRecord = z.infer<typeof TitledRecord>

/** Counts for the sidebar, and the lists of the page Today. */
export const overviewContract = {
  /** `caseId`: counts reports, claims and publications of this case only. */
  'overview.counts': method(
    z.strictObject({
      caseId: CaseId.nullable(),
      /** The user's day: a check-in is overdue by it. */
      today: Day,
    }),
    z.strictObject({
      cases: Count,
      sources: Count,
      reports: Count,
      /** Drafts among the reports, also of filed reports. */
      drafts: Count,
      /** Null: too many to count those of one case. */
      claims: Count.nullable(),
      publications: Count,
      /** Records with several versions to merge. */
      conflicts: Count,
      /**
       * Sources that withdrew a consent and did not give it again, also by a notice of another
       * vault; then those that are only withheld here.
       */
      withdrawn: sourcesInNeed(SourceInNeed.extend({ isWithheld: z.boolean() })),
      /** Sources whose check-in is overdue. */
      overdue: sourcesInNeed(SourceInNeed),
    }),
  ),
  /**
   * The records that this vault changed last, then its newest drafts; of one case, or all. What was
   * only opened is not recorded anywhere.
   */
  'overview.recent': method(
    z.strictObject({ caseId: CaseId.nullable() }),
    z.array(TitledRecord).max(limits.overview),
  ),
  /** The records of these ids that are still here, in this order: pinned or recently opened ones. */
  'overview.titles': method(
    z.strictObject({ ids: z.array(RecordId).max(limits.pinned) }),
    z.array(TitledRecord).max(limits.pinned),
  ),
}
