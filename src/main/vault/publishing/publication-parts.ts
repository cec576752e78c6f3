import type {
  AttributionId,
  ReportId,
  RevisionId,
  SourceId,
  StateDigest,
} from '../../../shared/ids.ts'
import type { ReviewItem } from '../../../shared/protection-contract.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { Attribution, Claim, PublicationContent } from '../../../shared/claims.ts'
import type { Report, Source } from '../../../shared/records.ts'
import type { PublicRecord } from '../../../publication/public-record.ts'
import { redact } from '../../../publication/redact.ts'
import type { NamedRecord } from '../../store/named-records.ts'
import type { Store } from '../../store/store.ts'
import { stateDigest } from '../session/based-on.ts'
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
export const filedContent = (
  store: Store,
  reportId: ReportId,
  id: RevisionId,
): ReportContent | null => {
  const stored = orNull(() => store.revisions.get(id))
  if (stored === null) return null
  const { kind, subject, content } = stored.revision
  if (kind !== 'report' || subject !== (reportId as string)) return null
  return ReportContent.parse(JSON.parse(content))
}

export const partsOf = (
  store: Store,
  { claims, reports }: PublicationContent,
): PublicationParts => {
  const phraseOf = (id: AttributionId | null): PublicationPhrase | null =>
    id === null ? null : orNull(() => store.attributions.get(id))
  const reportOf = (id: ReportId): Report | null => orNull(() => store.reports.get(id))
  return {
    claims: claims.map((printed) => {
      const claim = orNull(() => store.claims.get(printed.claimId))
      return {
        printed,
        claim,
        report: claim === null ? null : reportOf(claim.content.reportId),
        phrase: phraseOf(printed.attributionId),
      }
    }),
    texts: reports.map((printed) => ({
      printed,
      report: reportOf(printed.reportId),
      revision: filedContent(store, printed.reportId, printed.revision),
      phrase: phraseOf(printed.attributionId),
    })),
  }
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
const plain = (text: string): string => text.normalize('NFC')

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

/** The printed content. Records deleted from the vault are missing; the review lists them. */
export const publicRecordOf = (
  content: PublicationContent,
  { claims, texts }: PublicationParts,
): PublicRecord => ({
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
  texts: texts.map(({ printed, revision, phrase }) => ({
    language: spoken(revision?.language ?? 'und'),
    attribution: plain(phrase?.content.phrase ?? ''),
    parts: redact(revision?.body ?? '', printed.redactions).map((part) =>
      'text' in part ? { text: plain(part.text) } : part,
    ),
  })),
})

/** Identifies a review, with the revision and everything that would be printed. */
export const reviewDigest = (
  store: Store,
  { rev, content }: { readonly rev: number; readonly content: PublicationContent },
  items: readonly ReviewItem[],
): StateDigest => stateDigest([rev, publicRecordOf(content, partsOf(store, content)), ...items])
