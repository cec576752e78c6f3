import { Failure } from '../../shared/failure.ts'
import type { CaseId, ReportId, RevisionId } from '../../shared/ids.ts'
import type { Report } from '../../shared/records.ts'
import { isConflicted } from './conflicts.ts'
import type { Context } from './context.ts'
import { assertDiscardable, assertNotHeld } from './legal-hold.ts'
import { asReport } from './report-row.ts'
import { expectRev, getRecord, journalRecord } from './record-state.ts'
import type { Verified } from './record-state.ts'
import {
  assertReferenceKinds,
  canonicalContent,
  insertRecord,
  updateRecord,
  writeHeads,
} from './record-write.ts'
import { checkOwn, headsAfter, insertRevision, readRevision } from './revisions.ts'
import type { FileReport, SaveReport } from './saves.ts'

export const getReport = (context: Context, id: string): Report =>
  asReport(getRecord(context, id, 'report'))

export const saveReport = (context: Context, input: SaveReport): Report => {
  context.write((batch) => {
    const found = expectRev(context, input.id, 'report', input.rev)
    const content = canonicalContent(input.content)
    assertReferenceKinds(context, 'report', input.content, found?.row.content)
    if (found === null) {
      insertRecord(context, batch, {
        id: input.id,
        kind: 'report',
        state: 'draft',
        head: null,
        content,
      })
    } else {
      // Saving what is there already would only turn a filed report into a draft of itself.
      if (found.row.content === content) return
      assertNotHeld(context, found.row, content)
      const state = found.row.state === 'filed' ? 'revising' : found.row.state
      updateRecord(context, batch, found.row, { content, state })
    }
    journalRecord(context, batch, input.id, 'record.saved')
  })
  return getReport(context, input.id)
}

const existing = (context: Context, id: string, rev: number): Verified => {
  const found = rev === 0 ? null : expectRev(context, id, 'report', rev)
  if (found === null) throw new Failure('not-found')
  return found
}

export const fileReport = (context: Context, input: FileReport): Report => {
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
  return getReport(context, input.id)
}

/** The head to rest on when there are several: the same one on every device. */
export const chooseHead = (heads: readonly RevisionId[]): RevisionId => {
  const [first] = [...heads].sort()
  if (first === undefined) throw new Failure('internal')
  return first
}

export const discardDraft = (context: Context, id: ReportId, rev: number): Report => {
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
  return getReport(context, id)
}

export const reportsOfCase = (context: Context, id: CaseId): ReportId[] =>
  context
    .sql<[string], { id: ReportId }>(
      `SELECT r.id FROM report p CROSS JOIN record r ON r.num = p.num
        WHERE p.case_id = ? AND r.removed = 0 ORDER BY p.num`,
    )
    .all(id)
    .map((row) => row.id)
