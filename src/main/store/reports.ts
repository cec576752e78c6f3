import { Failure } from '../../shared/failure.ts'
import { fittingIndexedText } from '../../shared/index-words.ts'
import type { CaseId, ReportId } from '../../shared/ids.ts'
import type { Report, ReportContent, Revision } from '../../shared/records.ts'
import type { Context } from './context.ts'
import { assertDiscardable, assertNotHeld } from './legal-hold.ts'
import {
  chooseHead,
  expectRev,
  getRecord,
  isConflicted,
  journalRecord,
  journalRow,
  assertReferenceKinds,
  canonicalContent,
  insertRecord,
  updateRecord,
  writeHeads,
} from './record-state.ts'
import type { Verified } from './record-state.ts'
import { reportPage } from './report-list.ts'
import type { ReportFilter } from './report-list.ts'
import { checkOwn, headsAfter, insertRevision, readRevision, revisionsOf } from './revisions.ts'
import type { StoredRevision } from './revisions.ts'
import { reportContent } from './record-content.ts'
import { runAtOnce } from '../../shared/steps.ts'

/** `rev` is the one last read; 0 with an unused id creates a report. */
type SaveReport = { readonly id: ReportId; readonly rev: number; readonly content: ReportContent }

/** The revision's content must be the stored content, its parents the heads that it replaces. */
type FileReport = { readonly id: ReportId; readonly rev: number; readonly revision: Revision }

const asReport = ({ row, heads }: Verified): Report => ({
  id: row.id as string as ReportId,
  rev: row.rev,
  updatedDay: row.updated_day,
  state: row.state,
  head: row.head,
  heads: [...heads],
  content: reportContent(row.content),
})

const existing = (context: Context, id: string, rev: number): Verified => {
  const found = rev === 0 ? null : expectRev(context, id, 'report', rev)
  if (found === null) throw new Failure('not-found')
  return found
}

export const reportRepository = (context: Context) => {
  const get = (id: ReportId): Report =>
    context.read(() => asReport(getRecord(context, id, 'report')))
  return {
    /** One page of reports in an order, without deleted ones, and the total count. */
    list: (filter: ReportFilter) => runAtOnce(reportPage(context, filter)()),
    /** The same in steps. */
    readList: (filter: ReportFilter) => reportPage(context, filter),
    get,
    /**
     * A report's state, and its revisions as of this moment, newest first, each read when it is asked
     * for.
     *
     * @throws Failure `not-found`, `tampered`; (while iterating) `not-found` if it is erased meanwhile.
     */
    history: (
      id: ReportId,
    ): Pick<Report, 'state' | 'head'> & { readonly revisions: Iterable<StoredRevision> } =>
      context.read(() => {
        const found = getRecord(context, id, 'report')
        const { state, head } = found.row
        return { state, head, revisions: revisionsOf(context, found) }
      }),
    /**
     * Working content; unsigned. On a filed report it starts the draft of the next revision.
     *
     * @throws Failure `too-big` for a content beyond the limits of a record; `conflict`, `held`,
     * `not-found`.
     */
    save: ({ id, rev, content: given }: SaveReport): Report =>
      context.write((batch) => {
        const found = expectRev(context, id, 'report', rev)
        const content = canonicalContent(given)
        const indexed = fittingIndexedText(given)
        if (indexed === null) throw new Failure('too-big')
        assertReferenceKinds(context, 'report', given, found?.row.content)
        if (found === null) {
          const made = { id, kind: 'report', state: 'draft', head: null, content, indexed } as const
          const row = insertRecord(context, batch, made)
          journalRow(context, batch, row, 'record.saved')
          return asReport({ row, heads: [] })
        }
        // Saving what is there already would only turn a filed report into a draft of itself.
        if (found.row.content === content) return asReport(found)
        assertNotHeld(context, found.row, content)
        const state = found.row.state === 'filed' ? 'revising' : found.row.state
        const row = updateRecord(context, batch, found.row, { content, state }, indexed)
        journalRow(context, batch, row, 'record.saved')
        return asReport({ row, heads: found.heads })
      }),
    /**
     * Takes the revision's content.
     *
     * @throws Failure `not-draft` when there is no draft and nothing to merge.
     */
    file: (input: FileReport): Report => {
      context.write((batch) => {
        const { row, heads } = existing(context, input.id, input.rev)
        if (row.state === 'filed' && !isConflicted(row.head, heads)) throw new Failure('not-draft')
        assertReferenceKinds(context, 'report', JSON.parse(row.content))
        checkOwn(context, input.revision, row, row.head === null ? [] : heads)
        insertRevision(context, row.num, input.revision, null)
        updateRecord(context, batch, row, { state: 'filed', head: input.revision.id })
        writeHeads(context, row.num, headsAfter(heads, input.revision))
        journalRecord(context, batch, input.id, 'record.filed')
      })
      return get(input.id)
    },
    /**
     * Returns to the filed content.
     *
     * @throws Failure `not-draft` when filed; `invalid` when it was never filed; `held`.
     */
    discardDraft: (id: ReportId, rev: number): Report => {
      context.write((batch) => {
        const { row, heads } = existing(context, id, rev)
        if (row.state === 'filed') throw new Failure('not-draft')
        if (row.head === null) throw new Failure('invalid')
        assertDiscardable(context, row)
        const head = heads.includes(row.head) ? row.head : chooseHead(heads)
        const { content } = readRevision(context, head)
        updateRecord(context, batch, row, { state: 'filed', head, content })
        journalRecord(context, batch, id, 'record.saved')
      })
      return get(id)
    },
    /** Ids of the reports of a case, oldest first, without deleted ones. */
    ofCase: (id: CaseId): ReportId[] =>
      context.read(() =>
        context
          .sql<[string], { id: ReportId }>(
            `SELECT r.id FROM report p CROSS JOIN record r ON r.num = p.num
              WHERE p.case_id = ? AND r.removed = 0 ORDER BY p.num`,
          )
          .all(id)
          .map((row) => row.id),
      ),
  }
}
