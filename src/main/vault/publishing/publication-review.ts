import { poolLimitsOf, poolState } from '../../../shared/pools.ts'
import type { PoolLimits } from '../../../shared/pools.ts'
import { PublicationContent } from '../../../shared/claims.ts'
import { RecordId } from '../../../shared/ids.ts'
import type { PublicationId, ReportId, SourceId, StateDigest } from '../../../shared/ids.ts'
import type { Report, Revision, Source, SourceContent } from '../../../shared/records.ts'
import { createYield, readConsistent, runPaced } from '../../exchange/pace.ts'
import { readPrinted } from '../records/attribution-handlers.ts'
import { audiencesOf, isEmbargoed } from '../custody/consent.ts'
import { readJointPool } from '../review/joint-pool.ts'
import type { Days } from '../session/days.ts'
import { readOrigins, readPersons } from '../custody/origins.ts'
import type { OriginOf } from '../custody/origins.ts'
import type { LintPort } from '../lint/lint-port.ts'
import { addOverrides } from '../review/text-findings.ts'
import { createOwnOverrides } from '../review/own-overrides.ts'
import { phrasesAs } from '../review/phrases.ts'
import { readLeftovers } from './publication-leftovers.ts'
import { lintItems, sectionsOf } from './publication-lint.ts'
import { readInputs } from './publication-inputs.ts'
import type { PublicationInputs } from './publication-inputs.ts'
import { readParts, readRecord, readRecordDigest, saidIn, sourceOf } from './publication-parts.ts'
import type { PublicationParts } from './publication-parts.ts'
import { decisionsOf, applyOverrides, itemName } from '../review/review-items.ts'
import type { Decisions, ReviewIssue, ReviewItem } from '../review/review-items.ts'
import { claimSourcesOf } from '../custody/claim-sources.ts'
import type { Session } from '../session/session.ts'
import { personConsents, withdrewBefore } from '../custody/source-consent.ts'
import type { PersonConsents } from '../custody/source-consent.ts'
import { readAdvisoryAuthors } from '../custody/valid-advisories.ts'
import { uncheckedNames } from '../review/names-unchecked.ts'

type Printed = PublicationParts['claims'][number] | PublicationParts['texts'][number]
const idOf = ({ printed }: Printed): string =>
  'claimId' in printed ? printed.claimId : printed.reportId

/** The printed claim or text that an item is about, as the review list names it. */
const at = (part: Printed): Pick<ReviewIssue, 'subject' | 'place' | 'name'> => ({
  subject: idOf(part),
  place: 'claim' in part ? 'claim' : 'report',
  name: ('claim' in part ? part.claim?.content.statement : part.report?.content.title) ?? '',
})

/** Whether several devices changed a record independently, so that only one version is reviewed. */
const isApart = ({ store }: Session, id: string): boolean =>
  (store.revisions.heads(id as RecordId)?.heads ?? []).length > 1

/**
 * Checks that the printed records still exist, are filed and have the text that the publication was
 * made from. A claim is blocked along with its report: a report that is being rewritten may no
 * longer contain what the claim says.
 */
const recordIssues = (session: Session, part: Printed): ReviewIssue[] => {
  const id = idOf(part)
  const { printed, report } = part
  const draft = (why: string): ReviewIssue => ({
    ...at(part),
    item: `draft:${id}:${why}`,
    kind: 'draft',
    state: 'blocks',
    notOverridable: true,
  })
  if (report === null || ('claim' in part && part.claim === null)) return [draft('gone')]
  if (printed.attributionId !== null && part.phrase === null) return [draft('no-phrase')]
  if ('revision' in part && part.revision === null) return [draft('gone')]
  const isOne = report.heads.length < 2 && !('claim' in part && isApart(session, id))
  if (!isOne || (part.phrase !== null && isApart(session, part.phrase.id))) {
    return [draft('conflict')]
  }
  if (report.state !== 'filed') return [draft('not-filed')]
  return 'claim' in part || report.head === part.printed.revision ? [] : [draft('newer')]
}

type PublicationUse = 'publish-attributed' | 'publish-unattributed'

/**
 * The sources whose statements are printed, attributed by a phrase or unattributed. The source that
 * a phrase describes always needs consent, even if no revision of the report names it.
 */
const usesOf = (
  part: Printed,
  grounds: PublicationInputs | null,
): { readonly source: SourceId; readonly use: PublicationUse }[] => {
  const quoted = part.phrase?.content.sourceId ?? null
  const others = [...(grounds?.sources ?? [])].filter((source) => source !== quoted)
  return [
    ...(quoted === null ? [] : [{ source: quoted, use: 'publish-attributed' as const }]),
    ...others.map((source) => ({ source, use: 'publish-unattributed' as const })),
  ]
}

type PublicationUses = ReadonlyMap<SourceId, ReadonlySet<PublicationUse>>

const named = (source: Source | null): string =>
  source === null
    ? ''
    : source.content.kind === 'protected'
      ? source.content.codeName
      : source.content.name

/** What the items about sources are made from, besides the sources themselves. */
type SourceGrounds = {
  readonly originOf: OriginOf
  readonly consents: PersonConsents
  /** Phrases and joint pool of each person that a printed phrase describes. */
  readonly pools: ReadonlyMap<string, PhrasePool>
}

type PhrasePool = {
  readonly phrases: number
  readonly pool: SourceContent['jointPool']
}

const personOf = (origin: readonly SourceId[]): string => origin[0] ?? ''

/** Reads them once for each person: a contact may have declared thousands of sources to be one. */
const readPools = function* (
  session: Session,
  originOf: OriginOf,
  uses: PublicationUses,
): Generator<undefined, SourceGrounds['pools'], void> {
  const pools = new Map<string, PhrasePool>()
  const printed = yield* readPrinted(session)
  for (const [id, how] of uses) {
    const origin = originOf(id)
    if (!how.has('publish-attributed') || pools.has(personOf(origin))) continue
    const phrases = yield* printed(origin)
    const pool = phrases.length < 2 ? null : yield* readJointPool(session.store, origin, phrases)
    pools.set(personOf(origin), { phrases: phrases.length, pool })
  }
  return pools
}

const ofSource = function* (
  session: Session,
  { originOf, pools, consents }: SourceGrounds,
  id: SourceId,
  uses: ReadonlySet<PublicationUse>,
): Generator<undefined, ReviewIssue[], void> {
  const source = sourceOf(session.store, id)
  const name = named(source)
  const where = { subject: id, place: 'source', name, about: name } as const
  const items: ReviewIssue[] = []
  for (const use of [...uses].sort()) {
    yield
    yield* consents.read(id, use)
    // A withdrawal remains in effect after its source is deleted.
    const consent =
      source !== null
        ? consents.consentOf(source, use)
        : withdrewBefore(session.store, id)
          ? 'withdrawn'
          : 'none'
    // A source on the record need not be asked again, but can still withdraw consent.
    if (source?.content.kind === 'on-record' && consent === 'none') continue
    const audiences =
      source === null || consent !== 'valid'
        ? []
        : audiencesOf(source.content.consents, use, session.days())
    if (audiences.length > 0) {
      const item = `consent:${id}:${use}:audience`
      // A publication reaches more people than the named audiences.
      items.push({ ...where, item, kind: 'consent', state: 'blocks', about: audiences.join(', ') })
      continue
    }
    items.push({
      ...where,
      item: `consent:${id}:${use}${consent === 'withdrawn' ? ':withdrawn' : ''}`,
      kind: 'consent',
      state: consent === 'valid' ? 'ok' : 'blocks',
      ...(consent === 'withdrawn' ? { notOverridable: true } : {}),
    })
  }
  if (source?.content.doNotContact === true) {
    items.push({ ...where, item: `do-not-contact:${id}`, kind: 'do-not-contact', state: 'warns' })
  }
  const origin = originOf(id)
  const together = pools.get(personOf(origin))
  if (source === null || together === undefined || !uses.has('publish-attributed')) return items
  const { phrases, pool } = together
  if (phrases < 2) return items
  items.push({
    ...where,
    // One item for all sources that are the same person.
    item: `joint-pool:${origin[0] ?? id}:${pool?.as.slice(0, 32) ?? phrases}:${pool?.low ?? 'unasked'}`,
    kind: 'joint-pool',
    state: pool === null ? 'blocks' : poolState(pool.low, poolLimitsOf(session.settings())),
    ...(pool === null ? { notOverridable: true } : {}),
  })
  return items
}

/** The strictest requirements of all versions apply. */
const ofReport = (
  { id, content }: Report,
  { versions: all }: PublicationInputs,
  days: Days,
): ReviewIssue[] => {
  const where = { state: 'blocks', subject: id, place: 'report', name: content.title } as const
  return all.flatMap(({ handling }): ReviewIssue[] => {
    if (isEmbargoed(handling, days)) {
      const item = `embargo:${id}:${handling.until}`
      return [{ ...where, item, kind: 'embargo', about: handling.until }]
    }
    if (handling.level !== 'conditions') return []
    const item = `handling:${id}:${itemName(id, 'handling', handling.note)}`
    return [{ ...where, item, kind: 'handling', about: handling.note }]
  })
}

const ofPhrase = (
  part: Printed,
  grounds: PublicationInputs | null,
  limits: PoolLimits,
): ReviewIssue[] => {
  const { phrase } = part
  if (phrase === null) {
    return grounds === null || grounds.sources.size === 0
      ? []
      : [
          {
            ...at(part),
            item: `unattributed:${idOf(part)}`,
            kind: 'unattributed',
            state: 'warns',
          },
        ]
  }
  const { sourceId, phrase: about, poolLow } = phrase.content
  const pool: ReviewIssue = {
    // The item name includes the words and the number of people, so that a reason applies to these
    // only.
    item: `pool:${phrase.id}:${phrasesAs([phrase]).slice(0, 32)}:${poolLow}`,
    kind: 'pool',
    state: poolState(poolLow, limits),
    subject: phrase.id,
    place: 'attribution',
    name: about,
    about,
  }
  const named = grounds?.versions.map((one) => claimSourcesOf(saidIn(part), one.sourceIds)) ?? []
  if (named.every((speakers) => speakers.includes(sourceId))) return [pool]
  // The report no longer names the source that the phrase describes, or the claim has other
  // sources.
  const item = `unattributed:${idOf(part)}:other-source:${phrase.id}`
  return [pool, { ...at(part), item, kind: 'unattributed', state: 'blocks', about }]
}

/** A translated phrase is written by hand, and its pool was not assessed for that language. */
const ofLanguage = (part: Printed, language: string): ReviewIssue[] => {
  const { phrase } = part
  if (phrase === null || phrase.content.language.split('-')[0] === language) return []
  const item = `phrase-language:${idOf(part)}:${phrase.id}`
  return [
    { ...at(part), item, kind: 'phrase-language', state: 'warns', about: phrase.content.phrase },
  ]
}

/** What the reports of a publication require, by report. */
export type PublicationGrounds = ReadonlyMap<ReportId, PublicationInputs>

/** The reports of a publication with what they are based on, and the uses of each source. */
const readBasis = function* ({ store }: Session, parts: PublicationParts) {
  const printed: readonly Printed[] = [...parts.claims, ...parts.texts]
  const reports = new Map(
    printed.flatMap(({ report }) => (report === null ? [] : [[report.id, report] as const])),
  )
  const grounds = new Map<ReportId, PublicationInputs>()
  for (const [id, report] of reports) grounds.set(id, yield* readInputs(store, report))
  const under = ({ report }: Printed): PublicationInputs | null =>
    (report === null ? null : grounds.get(report.id)) ?? null
  const uses = new Map<SourceId, Set<PublicationUse>>()
  for (const part of printed) {
    yield
    for (const { source, use } of usesOf(part, under(part))) {
      uses.set(source, (uses.get(source) ?? new Set()).add(use))
    }
  }
  return { printed, reports, grounds, under, uses }
}

/** Reads who may withdraw for the sources that are not here, in one pass over all revisions. */
const readSpeakers = function* (
  { store }: Session,
  originOf: OriginOf,
  uses: PublicationUses,
): Generator<undefined, void, void> {
  yield* readAdvisoryAuthors(store, yield* readPersons(originOf, uses.keys()))
}

const readItems = function* (
  session: Session,
  parts: PublicationParts,
  language: string,
): Generator<undefined, { issues: ReviewIssue[]; grounds: PublicationGrounds }, void> {
  const days = session.days()
  const { printed, reports, grounds, under, uses } = yield* readBasis(session, parts)
  const limits = poolLimitsOf(session.settings())
  const originOf = yield* readOrigins(session.store)
  yield* readSpeakers(session, originOf, uses)
  const pools = yield* readPools(session, originOf, uses)
  const consents = personConsents(session.store, originOf, days)
  const items: ReviewIssue[] = []
  for (const part of printed) {
    items.push(...recordIssues(session, part))
    yield
  }
  for (const [id, how] of uses) {
    items.push(...(yield* ofSource(session, { originOf, pools, consents }, id, how)))
  }
  for (const [id, asked] of grounds) {
    const report = reports.get(id)
    if (report !== undefined) items.push(...ofReport(report, asked, days))
    yield
  }
  for (const part of printed) {
    items.push(...ofPhrase(part, under(part), limits))
    yield
  }
  return { issues: [...items, ...printed.flatMap((part) => ofLanguage(part, language))], grounds }
}

type ReviewedPublication = { readonly id: PublicationId; readonly content: PublicationContent }

type Pass = PublicationContent['overrides'][number]
const nameOf = ({ item, reason, day }: Pass): string => `${item}\0${reason}\0${day}`

/**
 * Overrides made in this vault. A publication that was changed in another vault settles nothing
 * here.
 */
const readDecided = function* (
  session: Session,
  { id, content }: ReviewedPublication,
): Generator<undefined, Decisions, void> {
  const own = createOwnOverrides(session.author)
  const revisions: { readonly revision: Omit<Revision, 'content'>; readonly names: string[] }[] = []
  for (const { revision } of session.store.revisions.each(RecordId.parse(id))) {
    const { overrides } = PublicationContent.parse(JSON.parse(revision.content))
    revisions.push({ revision, names: overrides.map(nameOf) })
    yield
  }
  for (const { revision, names } of revisions.reverse()) own.add(revision, names)
  return decisionsOf(content.overrides.filter((one) => own.has(nameOf(one))))
}

/**
 * The review without the text checks: contents of the publication, consent, embargoes, pools.
 * Yields.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const readReview = function* (
  session: Session,
  { id, content }: ReviewedPublication,
  parts: PublicationParts,
): Generator<undefined, { items: ReviewItem[]; grounds: PublicationGrounds }, void> {
  const { issues, grounds } = yield* readItems(session, parts, content.language)
  const decided = yield* readDecided(session, { id, content })
  return { items: applyOverrides(issues, decided), grounds }
}

/** A review, and what was reviewed. */
type PublicationReview = {
  readonly items: ReviewItem[]
  /** The digest of everything that would be printed. */
  readonly printed: StateDigest
}

/**
 * Lists every item to settle before publishing: the records that the publication is made of,
 * consent to the printed use, embargoes and conditions, how many people each phrase and all phrases
 * of a source fit, and the findings of the checks in the printed texts. No reason can override
 * withdrawn consent, an unanswered question, a changed text or a protected name. It also lists
 * whether such names were not checked. Everything else may be overridden with a reason. Blocking
 * items come first. The review takes time and yields, and the vault may change during it.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const reviewPublication = async (
  session: Session,
  { id, content }: ReviewedPublication,
  check: LintPort,
): Promise<PublicationReview> => {
  const { store } = session
  const next = createYield()
  const parts = await readConsistent(store, () => readParts(store, content))
  const record = await runPaced(readRecord(content, parts), next)
  const sections = sectionsOf(content, record, {
    knownOf: (index) => [addOverrides(new Map(), parts.texts[index]?.revision?.overrides ?? [])],
    nameOf: (place, index) => {
      const part = place === 'claim' ? parts.claims[index] : parts.texts[index]
      return part === undefined ? '' : at(part).name
    },
  })
  // Before and after the checks: the key may be closed or opened while they run.
  const unchecked = uncheckedNames(session)
  const found = await lintItems(sections, record, check, session.identity.nameExceptions)
  const leftover = await runPaced(readLeftovers(sections, parts), next)
  const { issues, decided } = await readConsistent(store, function* () {
    const now = yield* readParts(store, content)
    const { issues: about } = yield* readItems(session, now, content.language)
    return { issues: about, decided: yield* readDecided(session, { id, content }) }
  })
  const items = applyOverrides(
    [...unchecked, ...uncheckedNames(session), ...issues, ...leftover, ...found],
    decided,
  )
  return { items, printed: await runPaced(readRecordDigest(record), next) }
}

export const isReady = (items: readonly ReviewItem[]): boolean =>
  items.every(({ state }) => state !== 'blocks')
