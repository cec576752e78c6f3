import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Out } from '../../shared/contract.ts'
import type { RecordId, SourceId } from '../../shared/ids.ts'
import type { ReportRow } from '../../shared/records.ts'
import type { Store } from '../store/types.ts'
import { attributionsOf } from './attribution-handlers.ts'
import { daysOf, exportsWith } from './past-exports.ts'
import type { Session } from './session.ts'

const page = 200
const turn = 50

const allReports = (store: Store): ReportRow[] => {
  const rows: ReportRow[] = []
  let cursor: string | null = null
  do {
    const found = store.reports.list({
      caseId: null,
      sourceId: null,
      state: null,
      cursor,
      limit: page,
    })
    rows.push(...found.rows)
    cursor = found.next
  } while (cursor !== null)
  return rows
}

/** Reports that name a source or write what it is called, in their present text or any revision. */
const reportsWith = async (store: Store, id: SourceId, called: string): Promise<ReportRow[]> => {
  const found: ReportRow[] = []
  // As the name stands inside JSON, which is what revisions are kept as.
  const written = JSON.stringify(called).slice(1, -1)
  const holds = (json: string): boolean => json.includes(id) || json.includes(written)
  for (const [at, row] of allReports(store).entries()) {
    // It reads every revision there is: other requests come in between.
    if (at % turn === turn - 1) await nextTurn()
    if (
      row.sourceIds.includes(id) ||
      holds(JSON.stringify(store.reports.get(row.id).content)) ||
      store.revisions
        .list(row.id as string as RecordId)
        .some(({ revision }) => holds(revision.content))
    ) {
      found.push(row)
    }
  }
  return found
}

/**
 * Everything in which a source appears, for the day it is found out: also what named it once and
 * does no longer, because copies of that may be anywhere.
 *
 * @throws Failure 'not-found', 'tampered', 'damaged'.
 */
export const sourceFootprint = async (
  session: Session,
  id: SourceId,
): Promise<Out<'sources.footprint'>> => {
  const { store } = session
  const { content } = store.sources.get(id)
  const called = content.kind === 'protected' ? content.codeName : content.name
  const reports = await reportsWith(store, id, called)
  const reportIds = new Set<string>(reports.map((report) => report.id))
  const claims = store.claims.list().filter((claim) => reportIds.has(claim.content.reportId))
  const claimIds = new Set<string>(claims.map((claim) => claim.id))
  const attributions = attributionsOf(session, id)
  const phrases = new Set<string | null>(attributions.map((attribution) => attribution.id))
  const publications = store.publications
    .list()
    .filter(
      (publication) =>
        publication.content.claims.some(
          (item) => claimIds.has(item.claimId) || phrases.has(item.attributionId),
        ) ||
        publication.content.reports.some(
          (item) => reportIds.has(item.reportId) || phrases.has(item.attributionId),
        ),
    )
  return {
    reports,
    claims: claims.map((claim) => ({
      id: claim.id,
      statement: claim.content.statement,
      reportId: claim.content.reportId,
    })),
    attributions,
    exports: exportsWith(store)(id as string as RecordId).map(({ exportId, day, to, purpose }) => ({
      exportId,
      day,
      to,
      purpose,
    })),
    publications: publications.map((publication) => ({
      id: publication.id,
      title: publication.content.title,
      written: daysOf(store, publication.id, 'record.published'),
    })),
  }
}
