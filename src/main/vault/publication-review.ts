import { poolLimitsOf, poolState } from '../../shared/pools.ts'
import type { PoolLimits } from '../../shared/pools.ts'
import type { PublicationContent } from '../../shared/claims.ts'
import type { Day, RecordId, SourceId } from '../../shared/ids.ts'
import type { Report, Source } from '../../shared/records.ts'
import { attributionsOf } from './attribution-handlers.ts'
import { consentTo, isEmbargoed } from './consent.ts'
import type { ReviewItem } from './export-review.ts'
import type { LintPort } from './lint-port.ts'
import { jointPoolFor } from './phrases.ts'
import { lintItems } from './publication-lint.ts'
import { partsOf, publicRecordOf, sourceOf } from './publication-parts.ts'
import type { PublicationParts } from './publication-parts.ts'
import type { Session } from './session.ts'

type Printed = PublicationParts['claims'][number] | PublicationParts['texts'][number]
type Found = Omit<ReviewItem, 'subject' | 'reason'> & {
  readonly subject: string | null
  readonly reason?: string
  /** Nothing but a change of what it is about settles it. */
  readonly firm?: true
}

const idOf = ({ printed }: Printed): string =>
  'claimId' in printed ? printed.claimId : printed.reportId

/** Is what stands in the publication still there, filed, and the text that it was made from? */
const standing = (part: Printed): Found[] => {
  const id = idOf(part)
  const { printed, report } = part
  const about = report?.content.title ?? ''
  const draft = (why: string): Found => ({
    item: `draft:${id}:${why}`,
    kind: 'draft',
    state: 'blocks',
    subject: id,
    about,
    firm: true,
  })
  if (report === null || ('claim' in part && part.claim === null)) return [draft('gone')]
  if (printed.attributionId !== null && part.phrase === null) return [draft('no-phrase')]
  if (!('revision' in part)) return report.head === null ? [draft('not-filed')] : []
  if (part.revision === null) return [draft('gone')]
  if (report.heads.length > 1) return [draft('conflict')]
  if (report.state !== 'filed') return [draft('not-filed')]
  return report.head === part.printed.revision ? [] : [draft('newer')]
}

/** Whose account is printed, and how: by a phrase, or by none. */
const usesOf = (
  part: Printed,
): { readonly source: SourceId; readonly use: 'publish-attributed' | 'publish-unattributed' }[] =>
  (part.report?.content.sourceIds ?? []).map((source) => ({
    source,
    use: part.phrase?.content.sourceId === source ? 'publish-attributed' : 'publish-unattributed',
  }))

const named = (source: Source | null): string =>
  source === null
    ? ''
    : source.content.kind === 'protected'
      ? source.content.codeName
      : source.content.name

const ofSource = (
  session: Session,
  id: SourceId,
  uses: ReadonlySet<'publish-attributed' | 'publish-unattributed'>,
): Found[] => {
  const source = sourceOf(session.store, id)
  const about = named(source)
  const items: Found[] = []
  for (const use of [...uses].sort()) {
    const consent =
      source === null ? 'none' : consentTo(source.content.consents, use, session.today())
    // Who speaks on the record need not be asked again, but can still take it back.
    if (source?.content.kind === 'on-record' && consent === 'none') continue
    items.push({
      item: `consent:${id}:${use}${consent === 'withdrawn' ? ':withdrawn' : ''}`,
      kind: 'consent',
      state: consent === 'stands' ? 'holds' : 'blocks',
      subject: id,
      about,
      ...(consent === 'withdrawn' ? { firm: true } : {}),
    })
  }
  if (source?.content.doNotContact === true) {
    items.push({
      item: `do-not-contact:${id}`,
      kind: 'do-not-contact',
      state: 'warns',
      subject: id,
      about,
    })
  }
  if (source === null || !uses.has('publish-attributed')) return items
  const phrases = attributionsOf(session, id).filter(({ usedIn }) => usedIn.length > 0)
  if (phrases.length < 2) return items
  const pool = jointPoolFor(source.content, phrases)
  items.push({
    item: `joint-pool:${id}:${phrases.length}:${pool?.low ?? 'unasked'}`,
    kind: 'joint-pool',
    state: pool === null ? 'blocks' : poolState(pool.low, poolLimitsOf(session.settings())),
    subject: id,
    about,
    ...(pool === null ? { firm: true } : {}),
  })
  return items
}

const ofReport = ({ id, content }: Report, today: Day): Found[] => {
  const { handling, title: about } = content
  if (isEmbargoed(handling, today)) {
    const item = `embargo:${id}:${handling.until}`
    return [{ item, kind: 'embargo', state: 'blocks', subject: id, about }]
  }
  if (handling.level !== 'conditions') return []
  const item = `handling:${id}`
  return [{ item, kind: 'handling', state: 'blocks', subject: id, about, reason: handling.note }]
}

const ofPhrase = (part: Printed, limits: PoolLimits): Found[] => {
  const { phrase, report } = part
  if (phrase === null) {
    return report === null || report.content.sourceIds.length === 0
      ? []
      : [
          {
            item: `unattributed:${idOf(part)}`,
            kind: 'unattributed',
            state: 'warns',
            subject: idOf(part),
            about: report.content.title,
          },
        ]
  }
  const { sourceId, phrase: about, poolLow } = phrase.content
  const pool: Found = {
    item: `pool:${phrase.id}:${poolLow}`,
    kind: 'pool',
    state: poolState(poolLow, limits),
    subject: phrase.id,
    about,
  }
  if (report === null || report.content.sourceIds.includes(sourceId)) return [pool]
  // The report no longer names the person whose phrase is printed beside it.
  const item = `unattributed:${idOf(part)}:other-source`
  return [pool, { item, kind: 'unattributed', state: 'blocks', subject: idOf(part), about }]
}

const settled = (
  { firm, reason, ...item }: Found,
  overrides: PublicationContent['overrides'],
): ReviewItem => {
  const subject = item.subject as RecordId | null
  const override = overrides.find((one) => one.item === item.item)
  return item.state === 'blocks' && firm !== true && override !== undefined
    ? { ...item, subject, state: 'overridden', reason: override.reason }
    : { ...item, subject, reason: reason ?? null }
}

const order = { blocks: 0, overridden: 1, warns: 2, holds: 3 } as const

const settle = (
  items: readonly Found[],
  overrides: PublicationContent['overrides'],
): ReviewItem[] => {
  const byName = new Map(items.map((item) => [item.item, settled(item, overrides)]))
  return [...byName.values()].sort((a, b) => order[a.state] - order[b.state])
}

const itemsOf = (session: Session, parts: PublicationParts): Found[] => {
  const today = session.today()
  const printed: readonly Printed[] = [...parts.claims, ...parts.texts]
  const uses = new Map<SourceId, Set<'publish-attributed' | 'publish-unattributed'>>()
  for (const { source, use } of printed.flatMap(usesOf)) {
    uses.set(source, (uses.get(source) ?? new Set()).add(use))
  }
  const reports = new Map(
    printed.flatMap(({ report }) => (report === null ? [] : [[report.id, report] as const])),
  )
  return [
    ...printed.flatMap(standing),
    ...[...uses].flatMap(([id, how]) => ofSource(session, id, how)),
    ...[...reports.values()].flatMap((report) => ofReport(report, today)),
    ...printed.flatMap((part) => ofPhrase(part, poolLimitsOf(session.settings()))),
  ]
}

/**
 * All of a review but what the checks find, in one go: what a publication is made of, consent,
 * embargoes, pools, as they are at this moment.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const reviewNow = (session: Session, content: PublicationContent): ReviewItem[] =>
  settle(itemsOf(session, partsOf(session.store, content)), content.overrides)

/**
 * Everything that has to be settled before a publication may leave: what it is made of, consent to
 * the way in which it is printed, embargoes and conditions, how many people each phrase and all
 * phrases of a source fit, and what the checks find in what would be printed. Consent that was taken
 * back, a question never answered and a text that changed are settled by no reason; the rest may be
 * overridden with one. What stops it first. It takes a while, and the vault may change under it.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const reviewPublication = async (
  session: Session,
  content: PublicationContent,
  check: LintPort,
): Promise<ReviewItem[]> => {
  const parts = partsOf(session.store, content)
  const found = await lintItems(content, publicRecordOf(content, parts), {
    check,
    knownOf: (index) => parts.texts[index]?.revision?.overrides ?? [],
  })
  return settle(
    [
      ...itemsOf(session, partsOf(session.store, content)),
      ...found.map(({ reason, ...item }) => (reason === null ? item : { ...item, reason })),
    ],
    content.overrides,
  )
}

export const isReady = (items: readonly ReviewItem[]): boolean =>
  items.every(({ state }) => state !== 'blocks')
