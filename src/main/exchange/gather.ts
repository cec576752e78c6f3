import { Failure } from '../../shared/failure.ts'
import type {
  AuthorKey,
  CaseId,
  RecordId,
  ReportId,
  RevisionId,
  SourceId,
} from '../../shared/ids.ts'
import type { Card } from '../../shared/contacts.ts'
import type { Revision } from '../../shared/records.ts'
import { referencesIn, toldSources } from '../../shared/references.ts'
import type { Reference } from '../../shared/references.ts'
import { provingCards } from './card.ts'
import { FiledRevisions, recordsIn } from './filed-revisions.ts'
import type { SoundRevision, RecordPlace, Revisions } from './filed-revisions.ts'
import { filesNamedIn } from './named-files.ts'
import type { NamedFile } from './named-files.ts'
import { headsOf } from './merge.ts'
import type { RevisionNode } from './merge.ts'
import type { Pace } from './pace.ts'
import type { FiledHistory, RecordsInTurns, RecordsToExport } from './ports.ts'
import { holds, isWithinLimits, revisionObject } from './revision.ts'
import { refuseTooManyVersions } from './version-limits.ts'

export type RecordChoice =
  | { readonly kind: 'case'; readonly caseId: CaseId }
  | { readonly kind: 'reports'; readonly reportIds: readonly ReportId[] }

/** The contents of a file. */
export type CarriedRecord = Pick<Gathered, 'cards' | 'revisions' | 'seals' | 'attachments'>

export type Gathered = {
  /** Cards of the sender and of the authors of the revisions, where known here. */
  readonly cards: readonly Card[]
  readonly cases: number
  readonly sources: number
  readonly reports: number
  /** Reports that were never filed, and drafts of a next revision. */
  readonly draftsLeftOut: number
  /**
   * Cases first, then sources and their attributions, then reports and their claims; each record
   * from its oldest revision on. Each is read again on every access.
   */
  readonly revisions: Revisions
  readonly records: ReadonlyMap<RecordId, RecordPlace>
  /** The newest revisions of each record, in code unit order. */
  readonly heads: ReadonlyMap<RecordId, readonly RevisionId[]>
  readonly seals: readonly { readonly subject: RecordId; readonly bytes: Uint8Array }[]
  /** Every file that a revision names, each once, under the first record that names it. */
  readonly attachments: readonly NamedFile[]
  /**
   * Every source whose statements are in these revisions: sources named by a report, and sources of a
   * claim. Older revisions count too.
   */
  readonly told: ReadonlySet<SourceId>
}

/**
 * Collects everything that the chosen reports depend on: all revisions of the filed reports, of
 * their cases and of their sources, and the sources' identities, still sealed; the claims made from
 * these reports and the phrases for quoting these sources; and the cards that authorise the
 * signers.
 *
 * @param own the sender's current card, which may not be stored yet.
 * @throws Failure 'not-found' for a chosen record that is not there, and where the chosen case, or the
 * case or a source that a report names, is a record of another kind; 'tampered' for a revision that
 * fails verification; 'too-big' for one with more content than readers accept,
 * 'too-many-versions' for a record with more versions; errors of `pace`.
 */
export const gather = async (
  choice: RecordChoice,
  store: RecordsToExport,
  own: Card,
  pace: Pace,
): Promise<Gathered> => {
  const reportIds = choice.kind === 'case' ? store.reports.ofCase(choice.caseId) : choice.reportIds
  const cases = new Set<RecordId>(choice.kind === 'case' ? [asRecord(choice.caseId)] : [])
  const sources = new Set<RecordId>()
  const reports: ReferencedPart[] = []
  const filedIds = new Set<RecordId>()
  let draftsLeftOut = 0
  for (const [i, id] of [...new Set(reportIds)].sort().entries()) {
    await pace(i, reportIds.length)
    const { state, head, revisions } = store.reports.history(id)
    if (state !== 'filed') draftsLeftOut += 1
    if (head === null) continue
    filedIds.add(asRecord(id))
    const part = await history(revisions, asRecord(id), pace)
    reports.push(part)
    for (const { id: named, kind } of part.named) {
      if (kind === 'case') cases.add(named)
      else if (kind === 'source') sources.add(named)
    }
  }
  const caseParts = await parts(store, cases, 'case', pace)
  const sourceParts = await parts(store, sources, 'source', pace)
  const attributionIds = await idsIn(store.attributions, pace, ({ content }) =>
    sourceParts.has(asRecord(content.sourceId)),
  )
  const claimIds = await idsIn(store.claims, pace, ({ content }) =>
    filedIds.has(asRecord(content.reportId)),
  )
  const attributions = await parts(store, attributionIds, 'attribution', pace)
  const claims = await parts(store, claimIds, 'claim', pace)
  const inOrder = [
    ...[caseParts, sourceParts, attributions].flatMap((found) => [...found.values()]),
    ...reports,
    ...claims.values(),
  ]
  const checked = inOrder.flatMap((part) => part.checked)
  const seals: Gathered['seals'][number][] = []
  for (const subject of sourceParts.keys()) {
    for (const { bytes } of store.sources.seals(subject as string as SourceId)) {
      seals.push({ subject, bytes })
    }
    await pace(0, 0)
  }
  return {
    cards: cardsFor(new Set(inOrder.flatMap(({ authors }) => authors)), own, store),
    cases: caseParts.size,
    sources: sourceParts.size,
    reports: filedIds.size,
    draftsLeftOut,
    revisions: new FiledRevisions(checked, store.revisions),
    records: recordsIn(checked),
    heads: new Map(
      inOrder.flatMap(({ checked: [first], heads }) =>
        first === undefined ? [] : [[first.subject, heads]],
      ),
    ),
    attachments: firstOfEach(reports.flatMap(({ files }) => files)),
    seals,
    told: new Set(inOrder.flatMap((part) => part.told)),
  }
}

/** One record with all its revisions, without their texts. */
type ReferencedPart = {
  readonly checked: readonly SoundRevision[]
  readonly heads: readonly RevisionId[]
  /** What its newest revisions refer to. */
  readonly named: readonly Reference[]
  readonly told: readonly SourceId[]
  readonly authors: readonly AuthorKey[]
  readonly files: readonly NamedFile[]
}

/** The ids of the matching records of a kind: only the ids are kept. */
const idsIn = async <Content>(
  records: RecordsInTurns<Content>,
  pace: Pace,
  fits: (one: { readonly content: Content }) => boolean,
): Promise<ReadonlySet<RecordId>> => {
  const found = new Set<RecordId>()
  for (const one of records.each()) {
    if (fits(one)) found.add(asRecord(one.id))
    await pace(0, 0)
  }
  return found
}

const firstOfEach = (files: readonly NamedFile[]): NamedFile[] =>
  [...new Map([...files].reverse().map((file) => [file.digest, file])).values()].reverse()

const cardsFor = (
  by: ReadonlySet<AuthorKey>,
  own: Card,
  { contacts }: RecordsToExport,
): readonly Card[] => {
  return [...new Set([own.author, ...by])].sort().flatMap((author) => {
    const known = contacts.cards(author)
    return provingCards(author === own.author ? [...known, own] : known)
  })
}

const asRecord = (id: string): RecordId => id as RecordId

const history = async (
  revisions: FiledHistory,
  subject: RecordId,
  pace: Pace,
): Promise<ReferencedPart> => {
  const nodes: (RevisionNode & Pick<Revision, 'subject'>)[] = []
  const checked: SoundRevision[] = []
  const authors = new Set<AuthorKey>()
  const files: (readonly NamedFile[])[] = []
  const named: Reference[] = []
  const told = new Set<SourceId>()
  for (const { revision, isHead } of revisions) {
    await pace(0, 0)
    const { id, kind, parents, author, content } = revision
    if (!holds(revision)) throw new Failure('tampered')
    // Filed before contents had these limits: no reader accepts it.
    if (!isWithinLimits(revision)) throw new Failure('too-big')
    nodes.push({ id, subject, parents })
    checked.push({ id, subject, kind, ...revisionObject(revision) })
    authors.add(author)
    files.push(filesNamedIn([revision]))
    const references = referencesIn(kind, JSON.parse(content))
    for (const source of toldSources(kind, references)) told.add(source)
    if (isHead) named.push(...references)
  }
  refuseTooManyVersions(nodes)
  return {
    heads: headsOf(nodes),
    checked: checked.reverse(),
    named,
    told: [...told],
    authors: [...authors],
    files: firstOfEach(files.reverse().flat()),
  }
}

/** Null for a record that is not here, or was removed. */
const partOf = async (
  store: RecordsToExport,
  id: RecordId,
  pace: Pace,
): Promise<ReferencedPart | null> => {
  try {
    return await history(store.revisions.each(id), id, pace)
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'not-found') return null
    throw cause
  }
}

/**
 * Skips a deleted case or source that a report still names.
 *
 * @throws Failure 'not-found' for a record of another kind: it was not chosen, and no review expects it.
 */
const parts = async (
  store: RecordsToExport,
  ids: ReadonlySet<RecordId>,
  kind: Revision['kind'],
  pace: Pace,
): Promise<Map<RecordId, ReferencedPart>> => {
  const found = new Map<RecordId, ReferencedPart>()
  for (const id of [...ids].sort()) {
    await pace(0, 0)
    const part = await partOf(store, id, pace)
    if (part === null) continue
    // One without any revision is a report that was never filed.
    if (part.checked[0]?.kind !== kind) throw new Failure('not-found')
    found.set(id, part)
  }
  return found
}
