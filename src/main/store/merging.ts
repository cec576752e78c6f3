import { canonicalJson } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import { limits } from '../../shared/limits.ts'
import { isConflicted } from './conflicts.ts'
import type { Context } from './context.ts'
import { assertNotHeld } from './legal-hold.ts'
import { findRow, journalRecord, verified } from './record-state.ts'
import { updateRecord, writeHeads } from './record-write.ts'
import { checkOwn, headsAfter, insertRevision } from './revisions.ts'
import type { MergeRecord } from './saves.ts'

/**
 * Puts one revision in the place of all heads that a person saw. Nothing of them goes: they stay in
 * the tree as its parents. A draft is replaced by it too; what was left out of one is the caller's
 * to keep.
 *
 * @throws Failure `not-found`; `conflict` when heads or content changed since they were seen;
 *   `invalid` when there is nothing to merge or the revision is not one of these heads' and record's.
 */
export const mergeRecord = (context: Context, input: MergeRecord): void =>
  context.write((batch) => {
    const found = findRow(context, input.id)
    if (found === undefined || found.removed === 1) throw new Failure('not-found')
    const { row, heads } = verified(context, found)
    const seen = canonicalJson([...input.heads].sort())
    if (row.rev !== input.rev || seen !== canonicalJson([...heads])) throw new Failure('conflict')
    const { revision } = input
    const replaces = new Set(revision.parents)
    const fits =
      isConflicted(row.head, heads) &&
      replaces.size === Math.min(heads.length, limits.parents) &&
      [...replaces].every((parent) => heads.includes(parent))
    if (!fits) throw new Failure('invalid', { fields: ['heads'] })
    const { content } = revision
    assertNotHeld(context, row, content)
    checkOwn(context, revision, { id: row.id, kind: row.kind, content }, heads)
    insertRevision(context, row.num, revision, input.seal)
    updateRecord(context, batch, row, { state: 'filed', head: revision.id, content })
    writeHeads(context, row.num, headsAfter(heads, revision))
    journalRecord(context, batch, input.id, 'record.merged')
  })
