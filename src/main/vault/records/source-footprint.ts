import type { Attribution } from '../../../shared/claims.ts'
import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { AttributionId, PublicationId, RecordId, SourceId } from '../../../shared/ids.ts'
import type { ReportRow } from '../../../shared/records.ts'
import { normalized } from '../../../shared/normalized.ts'
import { quotedIds } from '../../../shared/references.ts'
import type { Store } from '../../store/store.ts'
import { recipientNames } from '../contacts/recipients.ts'
import { linesOf } from '../session/journal-lines.ts'
import { readOrigins } from '../custody/origins.ts'
import { daysOf, exportsWith } from '../custody/export-history.ts'
import { orNull } from '../session/or-null.ts'
import type { Session } from '../session/session.ts'
import { isBlockedFor } from '../custody/source-consent.ts'
import { eachSourceRevision } from './source-revisions.ts'
import type { Steps } from '../../../shared/steps.ts'

// A contact may have sent thousands of each kind of record, so everything here yields between two
// revisions, lines or pages. What is saved meanwhile is in the answer as before or as after, and a
// record that is deleted meanwhile is left out.

type SourceFootprint = Out<'sources.footprint'>

const page = 200

/** One page of reports. A report that is deleted meanwhile does not fit it: then it is read again. */
const readPage = function* (
  store: Store,
  filter: Pick<Parsed<'reports.list'>, 'sourceId' | 'cursor'>,
): Steps<Out<'reports.list'>> {
  const read = store.reports.readList({ ...filter, caseId: null, state: null, limit: page })
  for (;;) {
    const { seq } = store.journal.tail()
    try {
      return yield* read()
    } catch (cause) {
      if (store.journal.tail().seq === seq) throw cause
    }
  }
}

/** Reports page by page: all, or those that name a source. */
const eachReport = function* (
  store: Store,
  sourceId: SourceId | null,
): Generator<ReportRow | undefined, void, void> {
  let cursor: string | null = null
  do {
    const found: Out<'reports.list'> = yield* readPage(store, { sourceId, cursor })
    yield* found.rows
    cursor = found.next
  } while (cursor !== null)
}

type Mentions = (content: string) => boolean

const plain = (text: string): string => normalized(text, 'NFKC').toLowerCase()

/**
 * Whether a content, in its stored JSON form, contains a source's id or any of its past and current
 * names.
 */
const readMentions = function* (store: Store, id: SourceId): Steps<Mentions> {
  const called = new Set<string>()
  for (const { content } of eachSourceRevision(store, id)) {
    called.add(content.kind === 'protected' ? content.codeName : content.name)
    yield
  }
  const wanted = [...called]
    .filter((word) => word !== '')
    .map((word) => plain(JSON.stringify(word).slice(1, -1)))
  return (content) => {
    const text = plain(content)
    return text.includes(id) || wanted.some((word) => text.includes(word))
  }
}

/** Whether any revision of a record fits; false if the record was deleted meanwhile. */
const isAnyRevision = function* (
  store: Store,
  id: string,
  fits: (content: string) => boolean,
): Steps<boolean> {
  try {
    for (const { revision } of store.revisions.each(id as RecordId)) {
      if (fits(revision.content)) return true
      yield
    }
  } catch (cause) {
    if (!(cause instanceof Failure) || cause.code !== 'not-found') throw cause
  }
  return false
}

const readReports = function* (store: Store, id: SourceId, mentions: Mentions): Steps<ReportRow[]> {
  const found: ReportRow[] = []
  for (const row of eachReport(store, null)) {
    yield
    if (row === undefined) continue
    const isNamed = row.sourceIds.includes(id)
    const report = isNamed ? null : orNull(() => store.reports.get(row.id))
    if (
      isNamed ||
      (report !== null && mentions(JSON.stringify(report.content))) ||
      (yield* isAnyRevision(store, row.id, mentions))
    ) {
      found.push(row)
    }
  }
  return found
}

const readClaims = function* (
  store: Store,
  reports: readonly ReportRow[],
  mentions: Mentions,
): Steps<SourceFootprint['claims']> {
  const ofReports = new Set(reports.map((report) => report.id))
  const found: SourceFootprint['claims'] = []
  for (const { id, content } of store.claims.each()) {
    yield
    const { statement, reportId } = content
    if (ofReports.has(reportId) || (yield* isAnyRevision(store, id, mentions))) {
      found.push({ id, statement, reportId })
    }
  }
  return found
}

type SourcePhrase = Omit<Attribution, 'usedIn'>

const readPhrasesOf = function* (store: Store, source: SourceId): Steps<SourcePhrase[]> {
  const found: SourcePhrase[] = []
  for (const phrase of store.attributions.each()) {
    yield
    if (phrase.content.sourceId === source) found.push(phrase)
  }
  return found
}

const readTwins = function* (store: Store, id: SourceId): Steps<SourceFootprint['twins']> {
  const found: SourceFootprint['twins'] = []
  const originOf = yield* readOrigins(store)
  for (const sourceId of originOf(id)) {
    yield
    if (sourceId === id) continue
    const reports: ReportRow[] = []
    for (const row of eachReport(store, sourceId)) {
      if (row !== undefined) reports.push(row)
      yield
    }
    found.push({ sourceId, reports })
  }
  return found
}

type Published = {
  readonly titles: ReadonlyMap<string, string>
  /** Those that mention the source or print one of its records, in any revision. */
  readonly found: readonly PublicationId[]
  /** The publications that print each phrase now. */
  readonly usedIn: ReadonlyMap<AttributionId, PublicationId[]>
}

const readPublished = function* (
  store: Store,
  {
    parts,
    phrases,
    mentions,
  }: { readonly parts: ReadonlySet<string>; phrases: readonly SourcePhrase[]; mentions: Mentions },
): Steps<Published> {
  const titles = new Map<string, string>()
  const found: PublicationId[] = []
  const usedIn = new Map(phrases.map(({ id }) => [id, [] as PublicationId[]]))
  // A publication may have been written with a part that a later revision leaves out.
  const fits = (content: string): boolean => {
    for (const id of quotedIds(content)) if (parts.has(id)) return true
    return mentions(content)
  }
  for (const { id, content } of store.publications.each()) {
    yield
    titles.set(id, content.title)
    const used = new Set(
      [...content.claims, ...content.reports].map(({ attributionId }) => attributionId),
    )
    for (const phrase of used) if (phrase !== null) usedIn.get(phrase)?.push(id)
    if (yield* isAnyRevision(store, id, fits)) found.push(id)
  }
  return { titles, found, usedIn }
}

/**
 * The publications that printed a record of a source, regardless of their current content. In the
 * journal, the lines of all printed records come directly before the line of the publication.
 */
const readPrinted = function* (store: Store, id: SourceId): Steps<Set<PublicationId>> {
  const found = new Set<PublicationId>()
  for (const { seq } of linesOf(store, id, 'record.published')) {
    for (let at = seq; ; at += page) {
      yield
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
  return found
}

/**
 * The exports that contained any of these records, or whose purpose mentions the source; newest
 * first.
 */
const readExports = function* (
  session: Session,
  subjects: Iterable<string>,
  mentions: Mentions,
): Steps<SourceFootprint['exports']> {
  const { store } = session
  const nameOf = recipientNames(session)
  const carried = exportsWith(store)
  const ids = new Set<string>()
  for (const subject of subjects) {
    yield
    for (const { exportId } of carried(subject as RecordId)) ids.add(exportId)
  }
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
 * named it in the past, since copies may exist anywhere. Yields.
 *
 * @throws Failure 'not-found', 'tampered', 'damaged'.
 */
export const readFootprint = function* (session: Session, id: SourceId): Steps<SourceFootprint> {
  const { store } = session
  const mentions = yield* readMentions(store, id)
  const reports = yield* readReports(store, id, mentions)
  const claims = yield* readClaims(store, reports, mentions)
  const phrases = yield* readPhrasesOf(store, id)
  const twins = yield* readTwins(store, id)
  const parts = new Set<string>([...reports, ...claims, ...phrases].map((record) => record.id))
  const { titles, found, usedIn } = yield* readPublished(store, { parts, phrases, mentions })
  const here = new Set(found)
  const others = [...(yield* readPrinted(store, id))].filter((one) => !here.has(one))
  const exports = yield* readExports(session, [id, ...parts], mentions)
  const publications: SourceFootprint['publications'] = []
  for (const one of [...found, ...others]) {
    yield
    const written = daysOf(store, one, 'record.published')
    publications.push({ id: one, title: titles.get(one) ?? null, written })
  }
  return {
    twins,
    isHeldBack: isBlockedFor(store, id),
    reports,
    claims,
    attributions: phrases.map((phrase) => ({ ...phrase, usedIn: usedIn.get(phrase.id) ?? [] })),
    exports,
    publications,
  }
}
