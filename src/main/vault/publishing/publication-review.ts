import { poolLimitsOf, poolState } from '../../../shared/pools.ts'
import type { PoolLimits } from '../../../shared/pools.ts'
import { PublicationContent } from '../../../shared/claims.ts'
import { RecordId } from '../../../shared/ids.ts'
import type { PublicationId, SourceId } from '../../../shared/ids.ts'
import type { Report, Source } from '../../../shared/records.ts'
import { createYield, runPaced } from '../../exchange/pace.ts'
import { printedOf } from '../records/attribution-handlers.ts'
import { audiencesOf, isEmbargoed } from '../custody/consent.ts'
import { jointPoolFor } from '../review/joint-pool.ts'
import type { Days } from '../session/days.ts'
import { originsIn, readOrigins, readPersons } from '../custody/origins.ts'
import type { OriginOf } from '../custody/origins.ts'
import type { LintPort } from '../lint/lint-port.ts'
import { addOverrides } from '../review/text-findings.ts'
import { createOwnOverrides } from '../review/own-overrides.ts'
import { phrasesAs } from '../review/phrases.ts'
import { leftoverItems, removedWords } from './publication-leftovers.ts'
import { lintItems, sectionsOf } from './publication-lint.ts'
import { publicationInputs } from './publication-inputs.ts'
import type { PublicationInputs } from './publication-inputs.ts'
import { partsOf, publicRecordOf, saidIn, sourceOf } from './publication-parts.ts'
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

const named = (source: Source | null): string =>
  source === null
    ? ''
    : source.content.kind === 'protected'
      ? source.content.codeName
      : source.content.name

const ofSource = (
  session: Session,
  { originOf, consents }: { readonly originOf: OriginOf; readonly consents: PersonConsents },
  id: SourceId,
  uses: ReadonlySet<PublicationUse>,
): ReviewIssue[] => {
  const source = sourceOf(session.store, id)
  const name = named(source)
  const where = { subject: id, place: 'source', name, about: name } as const
  const items: ReviewIssue[] = []
  for (const use of [...uses].sort()) {
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
  if (source === null || !uses.has('publish-attributed')) return items
  const origin = originOf(id)
  const phrases = printedOf(session, origin)
  if (phrases.length < 2) return items
  const pool = jointPoolFor(session.store, origin, phrases)
  items.push({
    ...where,
    // One item for all sources that are the same person.
    item: `joint-pool:${origin[0] ?? id}:${pool?.as.slice(0, 32) ?? phrases.length}:${pool?.low ?? 'unasked'}`,
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

/** The reports of a publication with what they are based on, and the uses of each source. */
const basisOf = ({ store }: Session, parts: PublicationParts) => {
  const printed: readonly Printed[] = [...parts.claims, ...parts.texts]
  const reports = new Map(
    printed.flatMap(({ report }) => (report === null ? [] : [[report.id, report] as const])),
  )
  const grounds = new Map([...reports].map(([id, one]) => [id, publicationInputs(store, one)]))
  const under = ({ report }: Printed): PublicationInputs | null =>
    (report === null ? null : grounds.get(report.id)) ?? null
  const uses = new Map<SourceId, Set<PublicationUse>>()
  for (const { source, use } of printed.flatMap((part) => usesOf(part, under(part)))) {
    uses.set(source, (uses.get(source) ?? new Set()).add(use))
  }
  return { printed, reports, grounds, under, uses }
}

/** Reads who may withdraw for the sources that are not here, and gives way meanwhile. */
const readSpeakers = async (session: Session, parts: PublicationParts): Promise<void> => {
  const { store } = session
  const next = createYield()
  const originOf = await runPaced(readOrigins(store), next)
  const ids = [...basisOf(session, parts).uses.keys()]
  await runPaced(readAdvisoryAuthors(store, await runPaced(readPersons(originOf, ids), next)), next)
}

const itemsOf = (session: Session, parts: PublicationParts, language: string): ReviewIssue[] => {
  const days = session.days()
  const { printed, reports, grounds, under, uses } = basisOf(session, parts)
  const limits = poolLimitsOf(session.settings())
  const originOf = originsIn(session.store)
  const persons = { originOf, consents: personConsents(session.store, originOf, days) }
  return [
    ...printed.flatMap((part) => recordIssues(session, part)),
    ...[...uses].flatMap(([id, how]) => ofSource(session, persons, id, how)),
    ...[...grounds].flatMap(([id, asked]) => {
      const report = reports.get(id)
      return report === undefined ? [] : ofReport(report, asked, days)
    }),
    ...printed.flatMap((part) => ofPhrase(part, under(part), limits)),
    ...printed.flatMap((part) => ofLanguage(part, language)),
  ]
}

type ReviewedPublication = { readonly id: PublicationId; readonly content: PublicationContent }

type Pass = PublicationContent['overrides'][number]
const nameOf = ({ item, reason, day }: Pass): string => `${item}\0${reason}\0${day}`

/**
 * Overrides made in this vault. A publication that was changed in another vault settles nothing
 * here.
 */
const decidedHere = (session: Session, { id, content }: ReviewedPublication): Decisions => {
  const own = createOwnOverrides(session.author)
  for (const { revision } of session.store.revisions.list(RecordId.parse(id)).reverse()) {
    own.add(revision, PublicationContent.parse(JSON.parse(revision.content)).overrides.map(nameOf))
  }
  return decisionsOf(content.overrides.filter((one) => own.has(nameOf(one))))
}

/**
 * The review without the text checks, computed synchronously from the current state: contents of
 * the publication, consent, embargoes, pools.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const reviewNow = (session: Session, { id, content }: ReviewedPublication): ReviewItem[] =>
  applyOverrides(
    itemsOf(session, partsOf(session.store, content), content.language),
    decidedHere(session, { id, content }),
  )

/**
 * Lists every item to settle before publishing: the records that the publication is made of,
 * consent to the printed use, embargoes and conditions, how many people each phrase and all phrases
 * of a source fit, and the findings of the checks in the printed texts. No reason can override
 * withdrawn consent, an unanswered question, a changed text or a protected name. It also lists
 * whether such names were not checked. Everything else may be overridden with a reason. Blocking
 * items come first. The review takes time, and the vault may change during it.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const reviewPublication = async (
  session: Session,
  { id, content }: ReviewedPublication,
  check: LintPort,
): Promise<ReviewItem[]> => {
  const parts = partsOf(session.store, content)
  const record = publicRecordOf(content, parts)
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
  await readSpeakers(session, partsOf(session.store, content))
  return applyOverrides(
    [
      ...unchecked,
      ...uncheckedNames(session),
      ...itemsOf(session, partsOf(session.store, content), content.language),
      ...leftoverItems(sections, removedWords(parts)),
      ...found,
    ],
    decidedHere(session, { id, content }),
  )
}

export const isReady = (items: readonly ReviewItem[]): boolean =>
  items.every(({ state }) => state !== 'blocks')
