import { Failure } from '../../shared/failure.ts'
import type { CaseId, RecordId, ReportId, SourceId } from '../../shared/ids.ts'
import { limits } from '../../shared/limits.ts'
import type { Card } from '../../shared/contacts.ts'
import { ReportContent, type Revision } from '../../shared/records.ts'
import { provingCards } from './card.ts'
import { filesNamedIn, type NamedFile } from './named-files.ts'
import type { Pace } from './pace.ts'
import type { RecordsToExport } from './ports.ts'
import { holds } from './revision.ts'

export type Choice =
  | { readonly kind: 'case'; readonly caseId: CaseId }
  | { readonly kind: 'reports'; readonly reportIds: readonly ReportId[] }

export type Gathered = {
  /** Of the sender and of the authors of the revisions, as far as they are known here. */
  readonly cards: readonly Card[]
  readonly cases: number
  readonly sources: number
  readonly reports: number
  /** Reports that were never filed, and drafts of a next revision. */
  readonly draftsLeftOut: number
  /**
   * Cases first, then sources and their attributions, then reports and their claims; each from its
   * oldest revision on.
   */
  readonly revisions: readonly Revision[]
  readonly seals: readonly { readonly subject: RecordId; readonly bytes: Uint8Array }[]
  /** Every file that a revision in it names, each once, under the first record that names it. */
  readonly attachments: readonly NamedFile[]
}

/**
 * Everything that a choice of reports needs to be understood elsewhere: all revisions of the filed
 * ones, of their cases and of their sources, and the sources' sealed identities, still sealed; with
 * them the claims that were made out of these reports and the phrases that these sources may be
 * quoted under; and the cards that prove who may have signed all this.
 *
 * @param own the sender's card as it is now, which may be in no table yet.
 * @throws Failure 'not-found' for a chosen record that is not there; 'tampered' for a revision that
 * does not hold; 'too-big' for one with more content than is read; what `pace` throws.
 */
export async function gather(
  choice: Choice,
  store: RecordsToExport,
  own: Card,
  pace: Pace,
): Promise<Gathered> {
  const reportIds = choice.kind === 'case' ? store.reports.ofCase(choice.caseId) : choice.reportIds
  const cases = new Set<RecordId>(choice.kind === 'case' ? [asRecord(choice.caseId)] : [])
  const sources = new Set<RecordId>()
  const reports: Revision[] = []
  const filedIds = new Set<RecordId>()
  let draftsLeftOut = 0
  for (const [i, id] of [...new Set(reportIds)].sort().entries()) {
    await pace(i, reportIds.length)
    const { state, head } = store.reports.get(id)
    if (state !== 'filed') draftsLeftOut += 1
    if (head === null) continue
    filedIds.add(asRecord(id))
    for (const { revision, isHead } of history(store, asRecord(id))) {
      reports.push(revision)
      if (!isHead) continue
      const content = ReportContent.parse(JSON.parse(revision.content))
      if (content.caseId !== null) cases.add(asRecord(content.caseId))
      for (const source of content.sourceIds) sources.add(asRecord(source))
    }
  }
  const caseParts = parts(store, cases)
  const sourceParts = parts(store, sources)
  const attributions = parts(
    store,
    new Set(
      store.attributions
        .list()
        .filter(({ content }) => sourceParts.has(asRecord(content.sourceId)))
        .map(({ id }) => asRecord(id)),
    ),
  )
  const claims = parts(
    store,
    new Set(
      store.claims
        .list()
        .filter(({ content }) => filedIds.has(asRecord(content.reportId)))
        .map(({ id }) => asRecord(id)),
    ),
  )
  const revisions = [
    ...[caseParts, sourceParts, attributions].flatMap((found) => [...found.values()].flat()),
    ...reports,
    ...[...claims.values()].flat(),
  ]
  return {
    cards: cardsFor(revisions, own, store),
    cases: caseParts.size,
    sources: sourceParts.size,
    reports: filedIds.size,
    draftsLeftOut,
    revisions,
    attachments: filesNamedIn(reports),
    seals: [...sourceParts.keys()].flatMap((subject) =>
      store.sources.seals(subject as string as SourceId).map(({ bytes }) => ({ subject, bytes })),
    ),
  }
}

function cardsFor(
  revisions: readonly Revision[],
  own: Card,
  { contacts }: RecordsToExport,
): readonly Card[] {
  const authors = new Set([own.author, ...revisions.map(({ author }) => author)])
  return [...authors].sort().flatMap((author) => {
    const known = contacts.cards(author)
    return provingCards(author === own.author ? [...known, own] : known)
  })
}

const asRecord = (id: string): RecordId => id as RecordId

function history(
  store: RecordsToExport,
  subject: RecordId,
): { readonly revision: Revision; readonly isHead: boolean }[] {
  const all = [...store.revisions.list(subject)].reverse()
  if (!all.every(({ revision }) => holds(revision))) throw new Failure('tampered')
  // Filed before contents had a limit together: no reader takes it.
  if (all.some(({ revision }) => revision.content.length > limits.revisionContent)) {
    throw new Failure('too-big')
  }
  return all
}

/** A case or source that a report still names although it was removed is passed over. */
function parts(store: RecordsToExport, ids: ReadonlySet<RecordId>): Map<RecordId, Revision[]> {
  const found = new Map<RecordId, Revision[]>()
  for (const id of [...ids].sort()) {
    try {
      found.set(
        id,
        history(store, id).map(({ revision }) => revision),
      )
    } catch (cause) {
      if (!(cause instanceof Failure) || cause.code !== 'not-found') throw cause
    }
  }
  return found
}
