import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Out } from '../../../shared/contract.ts'
import type { PublicationId, RecordId, SourceId } from '../../../shared/ids.ts'
import type { ReportRow } from '../../../shared/records.ts'
import type { Store } from '../../store/store.ts'
import { attributionsOf } from './attribution-handlers.ts'
import { recipientNames } from '../contacts/recipients.ts'
import { linesOf } from '../session/journal-lines.ts'
import { originsIn } from '../custody/origins.ts'
import { daysOf, exportsWith } from '../custody/export-history.ts'
import type { Session } from '../session/session.ts'
import { isBlockedFor } from '../custody/source-consent.ts'
import { sourceRevisions } from './source-revisions.ts'

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

type Mentions = (...contents: readonly string[]) => boolean

const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

/**
 * Whether a content, in its stored JSON form, contains a source's id or any of its past and current
 * names.
 */
const mentionsOf = (store: Store, id: SourceId): Mentions => {
  const called = sourceRevisions(store, id).map(({ content: { kind, codeName, name } }) =>
    kind === 'protected' ? codeName : name,
  )
  const wanted = [...new Set(called)].map((word) => plain(JSON.stringify(word).slice(1, -1)))
  return (...contents) =>
    contents.some((content) => {
      const text = plain(content)
      return text.includes(id) || wanted.some((word) => word !== '' && text.includes(word))
    })
}

const asRecord = (id: string): RecordId => id as RecordId

const revisionsOf = (store: Store, id: string): string[] =>
  store.revisions.list(asRecord(id)).map(({ revision }) => revision.content)

/** The records that match, in their current text or any revision. */
const holding = async <T extends { readonly id: string }>(
  store: Store,
  records: readonly T[],
  holds: (record: T, revisions: readonly string[]) => boolean,
): Promise<T[]> => {
  const found: T[] = []
  for (const [at, record] of records.entries()) {
    // This reads every revision, so it yields to other requests.
    if (at % turn === turn - 1) await nextTurn()
    if (holds(record, revisionsOf(store, record.id))) found.push(record)
  }
  return found
}

/**
 * The publications that printed a record of a source, regardless of their current content. In the
 * journal, the lines of all printed records come directly before the line of the publication.
 */
const printedWith = (store: Store, id: SourceId): PublicationId[] => {
  const found = new Set<PublicationId>()
  for (const { seq } of linesOf(store, id, 'record.published')) {
    for (let at = seq; ; at += page) {
      const { lines } = store.journal.list(null, at + page + 1, page)
      const own = [...lines]
        .reverse()
        .find(
          ({ kind, subjectKind }) => kind === 'record.published' && subjectKind === 'publication',
        )
      if (own !== undefined) found.add(own.subject as PublicationId)
      if (own !== undefined || (lines[0]?.seq ?? 0) <= at) break
    }
  }
  return [...found]
}

/**
 * The exports that contained any of these records, or whose purpose mentions the source; newest
 * first.
 */
const exportsOf = (
  session: Session,
  subjects: readonly string[],
  mentions: Mentions,
): Out<'sources.footprint'>['exports'] => {
  const { store } = session
  const nameOf = recipientNames(session)
  const carried = exportsWith(store)
  const ids = new Set(
    subjects.flatMap((subject) => carried(asRecord(subject)).map(({ exportId }) => exportId)),
  )
  return store.exchange
    .exports()
    .filter(({ exportId, purpose }) => ids.has(exportId) || mentions(JSON.stringify(purpose)))
    .map(({ exportId, day, to, purpose }) => ({
      exportId,
      day,
      to,
      names: to.map(nameOf),
      purpose,
    }))
}

/**
 * Everything in which a source appears, for the case that it is compromised. Includes records that
 * named it in the past, since copies may exist anywhere.
 *
 * @throws Failure 'not-found', 'tampered', 'damaged'.
 */
export const sourceFootprint = async (
  session: Session,
  id: SourceId,
): Promise<Out<'sources.footprint'>> => {
  const { store } = session
  const mentions = mentionsOf(store, id)
  const reports = await holding(
    store,
    allReports(store),
    (row, revisions) =>
      row.sourceIds.includes(id) ||
      mentions(JSON.stringify(store.reports.get(row.id).content), ...revisions),
  )
  const reportIds = new Set<string>(reports.map((report) => report.id))
  const claims = await holding(
    store,
    store.claims.list(),
    ({ content }, revisions) => reportIds.has(content.reportId) || mentions(...revisions),
  )
  const attributions = attributionsOf(session, id)
  const twins = originsIn(store)(id)
    .filter((other) => other !== id)
    .map((sourceId) => ({
      sourceId,
      reports: allReports(store).filter((row) => row.sourceIds.includes(sourceId)),
    }))
  const parts = [...reports, ...claims, ...attributions].map((record) => record.id as string)
  // A publication may have been written with a part that a later revision leaves out.
  const publications = await holding(
    store,
    store.publications.list(),
    (_, revisions) =>
      mentions(...revisions) ||
      revisions.some((content) => parts.some((part) => content.includes(`"${part}"`))),
  )
  const here = new Set<string>(publications.map((publication) => publication.id))
  const titles = new Map<string, string>(
    store.publications.list().map((publication) => [publication.id, publication.content.title]),
  )
  const others = printedWith(store, id).filter((publication) => !here.has(publication))
  return {
    twins,
    isHeldBack: isBlockedFor(store, id),
    reports,
    claims: claims.map((claim) => ({
      id: claim.id,
      statement: claim.content.statement,
      reportId: claim.content.reportId,
    })),
    attributions,
    exports: exportsOf(session, [id, ...parts], mentions),
    publications: [...publications.map((publication) => publication.id), ...others].map(
      (publication) => ({
        id: publication,
        title: titles.get(publication) ?? null,
        written: daysOf(store, publication, 'record.published'),
      }),
    ),
  }
}
