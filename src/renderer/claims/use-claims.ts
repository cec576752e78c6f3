import { useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Claim } from '../../shared/claims.ts'
import type { In } from '../../shared/contract.ts'
import { call } from '../data/bridge.ts'
import type { AppError } from '../data/bridge.ts'
import { limits } from '../records/limits.ts'

type ClaimsOf = Pick<In<'claims.list'>, 'caseId' | 'reportId'>

/** Page by page: one answer with all claims of a large vault would block the window. */
const readAll = async (of: ClaimsOf): Promise<readonly Claim[]> => {
  const all: Claim[] = []
  for (let after: Claim['id'] | null = null; ;) {
    const part: readonly Claim[] = await call('claims.list', {
      ...of,
      after,
      limit: limits.claimPage,
    })
    all.push(...part)
    if (part.length !== limits.claimPage) return all
    after = part.at(-1)?.id ?? null
  }
}

/** Unchanged claims stay the same objects, so that results cached for them stay valid. */
const keepSame = (before: unknown, now: unknown): readonly Claim[] => {
  const next = now as readonly Claim[]
  if (before === undefined) return next
  const known = before as readonly Claim[]
  const byId = new Map(known.map((claim) => [claim.id, claim]))
  const kept = next.map((claim) => {
    const same = byId.get(claim.id)
    return same?.rev === claim.rev ? same : claim
  })
  const isSame = kept.length === known.length && kept.every((claim, at) => claim === known[at])
  return isSame ? known : kept
}

/** The query of `useClaims`, for reading ahead. */
export const claimsQuery = (of: ClaimsOf) => ({
  queryKey: ['claims.list', of] as const,
  queryFn: () => readAll(of),
  structuralSharing: keepSame,
})

/** The claims of a case or a report, or all, newest first. Has the query key of `claims.list`. */
export const useClaims = (
  of: ClaimsOf,
  options: { readonly enabled?: boolean } = {},
): UseQueryResult<readonly Claim[], AppError> =>
  useQuery<readonly Claim[], AppError>({ ...options, ...claimsQuery(of) })
