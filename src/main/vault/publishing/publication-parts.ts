import type {
  AttributionId,
  ReportId,
  RevisionId,
  SourceId,
  StateDigest,
} from '../../../shared/ids.ts'
import type { ReviewItem } from '../../../shared/protection-contract.ts'
import { normalized } from '../../../shared/normalized.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { Attribution, Claim, PublicationContent } from '../../../shared/claims.ts'
import type { Report, Source } from '../../../shared/records.ts'
import type { PublicRecord } from '../../../publication/public-record.ts'
import { redact } from '../../../publication/redact.ts'
import type { NamedRecord } from '../../store/named-records.ts'
import type { Store } from '../../store/store.ts'
import { createStateDigest, stateDigest } from '../session/based-on.ts'
import { orNull } from '../session/or-null.ts'

type PrintedClaim = PublicationContent['claims'][number]
type PrintedReport = PublicationContent['reports'][number]
type PublicationPhrase = NamedRecord<AttributionId, Attribution['content']>

/** The current records that a publication refers to; null if deleted. */
export type PublicationParts = {
  readonly claims: readonly {
    readonly printed: PrintedClaim
    readonly claim: Claim | null
    readonly report: Report | null
    readonly phrase: PublicationPhrase | null
  }[]
  readonly texts: readonly {
    readonly printed: PrintedReport
    readonly report: Report | null
    /** The text that was redacted; null if it is not a revision of that report. */
    readonly revision: ReportContent | null
    readonly phrase: PublicationPhrase | null
  }[]
}

/** The content of a filed revision of this report, else null. @throws 'tampered', 'damaged'. */
const filedContent = (store: Store, reportId: ReportId, id: RevisionId): ReportContent | null => {
  const stored = orNull(() => store.revisions.get(id))
  if (stored === null) return null
  const { kind, subject, content } = stored.revision
  if (kind !== 'report' || subject !== (reportId as string)) return null
  return ReportContent.parse(JSON.parse(content))
}

/** Looks each record up once: null if it was deleted. */
const lookUp = <Id, T>(look: (id: Id) => T): ((id: Id) => T | null) => {
  const known = new Map<Id, T | null>()
  return (id) => {
    const before = known.get(id)
    if (before !== undefined) return before
    const found = orNull(() => look(id))
    known.set(id, found)
    return found
  }
}

/** The records that a publication refers to, each read once. Yields. */
export const readParts = function* (
  store: Store,
  { claims, reports }: PublicationContent,
): Generator<undefined, PublicationParts, void> {
  const reportOf = lookUp((id: ReportId) => store.reports.get(id))
  const attributionOf = lookUp((id: AttributionId) => store.attributions.get(id))
  const phraseOf = (id: AttributionId | null): PublicationPhrase | null =>
    id === null ? null : attributionOf(id)
  const parts = {
    claims: [] as PublicationParts['claims'][number][],
    texts: [] as PublicationParts['texts'][number][],
  }
  for (const printed of claims) {
    const claim = orNull(() => store.claims.get(printed.claimId))
    const report = claim === null ? null : reportOf(claim.content.reportId)
    parts.claims.push({ printed, claim, report, phrase: phraseOf(printed.attributionId) })
    yield
  }
  for (const printed of reports) {
    const report = reportOf(printed.reportId)
    yield
    const revision = filedContent(store, printed.reportId, printed.revision)
    parts.texts.push({ printed, report, revision, phrase: phraseOf(printed.attributionId) })
    yield
  }
  return parts
}

/** The sources of a printed claim; empty for a deleted claim, and for a text. */
export const saidIn = (
  part: PublicationParts['claims'][number] | PublicationParts['texts'][number],
): Pick<Claim['content'], 'sourceIds'> =>
  'claim' in part && part.claim !== null ? part.claim.content : {}

/** A source that a report names; null if deleted. */
export const sourceOf = (store: Store, id: SourceId): Source | null =>
  orNull(() => store.sources.get(id))

/** Normalises text to NFC: the form that a keyboard produces reveals the operating system. */
const plain = (text: string): string => normalized(text, 'NFC')

/**
 * Language and script of a text. A region reveals the origin, and an extension could contain
 * anything.
 */
const spoken = (tag: string): string =>
  /^[a-z]{2,3}(?:-[a-z]{4})?(?=-|$)/i
    .exec(tag)?.[0]
    .split('-')
    .map((part, i) =>
      i === 0 ? part.toLowerCase() : part.slice(0, 1).toUpperCase() + part.slice(1).toLowerCase(),
    )
    .join('-') ?? 'und'

/**
 * The printed content. Records deleted from the vault are missing; the review lists them. Yields
 * after each text.
 */
export const readRecord = function* (
  content: PublicationContent,
  { claims, texts }: PublicationParts,
): Generator<undefined, PublicRecord, void> {
  const printedTexts: PublicRecord['texts'][number][] = []
  for (const { printed, revision, phrase } of texts) {
    printedTexts.push({
      language: spoken(revision?.language ?? 'und'),
      attribution: plain(phrase?.content.phrase ?? ''),
      parts: redact(revision?.body ?? '', printed.redactions).map((part) =>
        'text' in part ? { text: plain(part.text) } : part,
      ),
    })
    yield
  }
  return {
    language: content.language,
    title: plain(content.title),
    summary: plain(content.summary),
    method: plain(content.method),
    claims: claims.map(({ printed, claim, phrase }) => ({
      wording: plain(printed.wording),
      attribution: plain(phrase?.content.phrase ?? ''),
      when: plain(printed.when),
      place: plain(printed.place),
      count: plain(printed.count),
      credibility: claim?.content.credibility ?? '6',
    })),
    texts: printedTexts,
  }
}

/** Identifies everything that would be printed. Yields after each part. */
export const readRecordDigest = function* ({
  claims,
  texts,
  ...own
}: PublicRecord): Generator<undefined, StateDigest, void> {
  const digest = createStateDigest()
  digest.add(own)
  for (const parts of [claims, texts]) {
    digest.add(parts.length)
    for (const part of parts) {
      digest.add(part)
      yield
    }
  }
  return digest.end()
}

/**
 * Identifies a review.
 *
 * @param printed the digest of all that would be printed.
 */
export const reviewDigest = (
  rev: number,
  printed: StateDigest,
  items: readonly ReviewItem[],
): StateDigest => stateDigest([rev, printed, ...items])
