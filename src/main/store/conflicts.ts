import type { RevisionId } from '../../shared/ids.ts'
import type { Context } from './context.ts'
import { verified } from './record-state.ts'
import type { RecordRow, Verified } from './record-state.ts'

/** Are there heads that the working content is not based on? Then the user has to merge. */
export const isConflicted = (head: RevisionId | null, heads: readonly RevisionId[]): boolean =>
  heads.length > 1 || (head !== null && !heads.includes(head))

/**
 * Records with a pending merge, newest first: those with several heads, and reports whose draft is
 * based on a revision that another one has replaced.
 */
export const conflictedRecords = (context: Context): Verified[] =>
  context
    .sql<[], RecordRow>(
      `SELECT * FROM record WHERE removed = 0 AND num IN (
          SELECT record FROM record_head GROUP BY record HAVING count(*) > 1
          UNION ALL
          SELECT r.num FROM record r WHERE r.kind = 'report' AND r.removed = 0
            AND r.state = 'revising' AND NOT EXISTS
              (SELECT 1 FROM record_head h WHERE h.record = r.num AND h.revision = r.head))
        ORDER BY num DESC`,
    )
    .all()
    .map((row) => verified(context, row))
