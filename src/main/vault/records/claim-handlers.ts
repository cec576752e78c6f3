import type { Claim, ClaimContent } from '../../../shared/claims.ts'
import type { VaultHandlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import { ClaimId, RecordId } from '../../../shared/ids.ts'
import type { ReportId, SourceId } from '../../../shared/ids.ts'
import type { RecordPart } from '../../store/named-records.ts'
import { corroborate } from './corroboration.ts'
import { queueCorrection } from '../custody/advisories.ts'
import { orNull } from '../session/or-null.ts'
import { newRecordId } from '../session/record-id.ts'
import { signRevision } from '../session/revise.ts'
import type { Session } from '../session/session.ts'

type ClaimChannel = Extract<keyof VaultHandlers, `claims.${string}`>

const isThere = (look: () => unknown): boolean => orNull(look) !== null

/** The sources in the working content of a report; empty if the report is gone. */
const namedBy = ({ reports }: Session['store'], id: ReportId): readonly SourceId[] =>
  orNull(() => reports.get(id).content.sourceIds) ?? []

/**
 * New references of a claim must exist here; earlier ones may have been deleted since. A claim
 * stays with the report that it was marked in, and its sources must be named by that report.
 *
 * @param known earlier content: empty for a new claim, several for merged versions.
 * @throws Failure 'invalid'
 */
export const checkClaim = (
  { store }: Session,
  id: string | null,
  known: readonly ClaimContent[],
  content: ClaimContent,
): void => {
  const { reportId, caseId, start, end, links, sourceIds = [] } = content
  const fields = new Set<string>()
  const refuseUnless = (holds: boolean, field: string): void => {
    if (!holds) fields.add(`content.${field}`)
  }
  refuseUnless(
    known.length === 0
      ? isThere(() => store.reports.get(reportId))
      : known.some((one) => one.reportId === reportId),
    'reportId',
  )
  refuseUnless(
    caseId === null ||
      known.some((one) => one.caseId === caseId) ||
      isThere(() => store.cases.get(caseId)),
    'caseId',
  )
  refuseUnless(start <= end, 'end')
  const speakers = new Set(known.flatMap((one) => one.sourceIds ?? []))
  refuseUnless(
    sourceIds.every((source) => speakers.has(source) || namedBy(store, reportId).includes(source)),
    'sourceIds',
  )
  const linked = new Set(known.flatMap(({ links: had }) => had.map(({ claimId }) => claimId)))
  refuseUnless(
    links.every(
      ({ claimId }) =>
        String(claimId) !== id && (linked.has(claimId) || isThere(() => store.claims.get(claimId))),
    ) && new Set(links.map(({ kind, claimId }) => `${kind} ${claimId}`)).size === links.length,
    'links',
  )
  if (fields.size > 0) throw new Failure('invalid', { fields: [...fields] })
}

/** Reads each report once, regardless of how many claims it has. */
const sourcesOfReports = ({ store }: Session): ((id: ReportId) => readonly SourceId[]) => {
  const read = new Map<ReportId, readonly SourceId[]>()
  return (id) => {
    const known = read.get(id)
    if (known !== undefined) return known
    const named = namedBy(store, id)
    read.set(id, named)
    return named
  }
}

/** Every save of a claim is a signed revision, as with cases. */
export const claimHandlers = (session: () => Session): Pick<VaultHandlers, ClaimChannel> => ({
  'claims.list': ({ caseId, reportId, after = null, limit }) => {
    const { claims } = session().store
    const isMeant = ({ content }: Claim): boolean =>
      (caseId === null || content.caseId === caseId) &&
      (reportId === null || content.reportId === reportId)
    const partOf = (of: RecordPart<ClaimId>): readonly Claim[] =>
      reportId === null ? claims.part(of) : claims.ofReport(reportId, of)
    if (limit === undefined) {
      return partOf({ after: null, limit: Number.MAX_SAFE_INTEGER }).filter(isMeant)
    }
    const found: Claim[] = []
    for (let last: ClaimId | null = after; ;) {
      const part = partOf({ after: last, limit })
      found.push(...part.filter(isMeant))
      last = part.at(-1)?.id ?? null
      if (found.length >= limit || part.length < limit) return found.slice(0, limit)
    }
  },
  'claims.get': ({ id }) => session().store.claims.get(id),
  'claims.save': ({ id: known, rev, content }) => {
    const open = session()
    const before = known === null ? [] : [open.store.claims.get(known).content]
    checkClaim(open, known, before, content)
    const id = known ?? ClaimId.parse(newRecordId())
    const revision = signRevision(open, { subject: RecordId.parse(id), kind: 'claim', content })
    const saved = open.store.together(() => {
      const claim = open.store.claims.save({ id, rev, content, revision })
      queueCorrection(open, revision)
      return claim
    })
    open.emit({ kind: 'changed' })
    return saved
  },
  'claims.corroboration': ({ caseId }) => {
    const open = session()
    open.store.cases.get(caseId)
    return corroborate(caseId, {
      claims: open.store.claims.list(),
      sources: open.store.sources.list().map(({ id, content }) => ({
        id,
        name: content.kind === 'protected' ? content.codeName : content.name,
        reliability: content.reliability,
        sameOrigin: content.sameOrigin,
      })),
      sourcesOf: sourcesOfReports(open),
    })
  },
})
