import type { Claim, ClaimContent } from '../../../shared/claims.ts'
import type { VaultHandlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import { ClaimId, RecordId } from '../../../shared/ids.ts'
import type { CaseId, ReportId, SourceId } from '../../../shared/ids.ts'
import { createYield, readConsistent, runPaced } from '../../exchange/pace.ts'
import { corroborate } from './corroboration.ts'
import type { CorroborationInput, OriginSource } from './corroboration.ts'
import { queueCorrection } from '../custody/advisories.ts'
import { orNull } from '../session/or-null.ts'
import { newRecordId } from '../session/record-id.ts'
import { signRevision } from '../session/revise.ts'
import type { Session } from '../session/session.ts'

type ClaimChannel = Extract<keyof VaultHandlers, `claims.${string}`>

const isThere = (look: () => unknown): boolean => orNull(look) !== null

/** The sources in the working content of a report; null if the report is gone. */
const namedBy = ({ reports }: Session['store'], id: ReportId): readonly SourceId[] | null =>
  orNull(() => reports.get(id).content.sourceIds)

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
  const speakers = new Set(known.flatMap((one) => one.sourceIds ?? []))
  const added = sourceIds.filter((source) => !speakers.has(source))
  // Read once, and only if needed: it may be of the largest size.
  const named = known.length > 0 && added.length === 0 ? null : namedBy(store, reportId)
  refuseUnless(
    known.length === 0 ? named !== null : known.some((one) => one.reportId === reportId),
    'reportId',
  )
  refuseUnless(
    caseId === null ||
      known.some((one) => one.caseId === caseId) ||
      isThere(() => store.cases.get(caseId)),
    'caseId',
  )
  refuseUnless(start <= end, 'end')
  refuseUnless(
    added.every((source) => named?.includes(source) === true),
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

/** The claims of a case, and those that are linked with one of them. */
const bearingOn = (caseId: CaseId, claims: readonly Claim[]): Claim[] => {
  const own = claims.filter(({ content }) => content.caseId === caseId)
  const inCase = new Set(own.map(({ id }) => id))
  const linked = new Set(own.flatMap(({ content }) => content.links.map(({ claimId }) => claimId)))
  return claims.filter(
    ({ id, content }) =>
      inCase.has(id) || linked.has(id) || content.links.some(({ claimId }) => inCase.has(claimId)),
  )
}

/** What the corroboration of a case is computed from. Yields after each record. */
const readCorroboration = function* (
  { store }: Session,
  caseId: CaseId,
): Generator<undefined, CorroborationInput, void> {
  const claims: Claim[] = []
  for (const claim of store.claims.each()) {
    claims.push(claim)
    yield
  }
  const sources: OriginSource[] = []
  for (const { id, content } of store.sources.each()) {
    const { kind, codeName, name, reliability, sameOrigin } = content
    sources.push({ id, name: kind === 'protected' ? codeName : name, reliability, sameOrigin })
    yield
  }
  // Each report is read once, regardless of how many claims it has.
  const named = new Map<ReportId, readonly SourceId[]>()
  for (const { content } of bearingOn(caseId, claims)) {
    const { reportId } = content
    if (named.has(reportId)) continue
    named.set(reportId, namedBy(store, reportId) ?? [])
    yield
  }
  return { claims, sources, sourcesOf: (id) => named.get(id) ?? [] }
}

/** Every save of a claim is a signed revision, as with cases. */
export const claimHandlers = (session: () => Session): Pick<VaultHandlers, ClaimChannel> => ({
  'claims.list': async ({ caseId, reportId, after = null, limit = Number.MAX_SAFE_INTEGER }) => {
    const next = createYield()
    const found: Claim[] = []
    for (const claim of session().store.claims.each(reportId, after)) {
      if (caseId === null || claim.content.caseId === caseId) found.push(claim)
      if (found.length >= limit) break
      await next()
    }
    return found
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
  'claims.corroboration': async ({ caseId }) => {
    const open = session()
    open.store.cases.get(caseId)
    const input = await readConsistent(open.store, () => readCorroboration(open, caseId))
    return runPaced(corroborate(caseId, input), createYield())
  },
})
