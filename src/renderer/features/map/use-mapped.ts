import { useMemo } from 'react'
import type { Claim } from '../../../shared/claims.ts'
import { useClaims } from '../../claims/use-claims.ts'
import type { Refusal } from '../../bridge.ts'
import { useGazetteer } from '../../places/use-gazetteer.ts'
import { mapClaims } from './mapped.ts'
import type { Mapped } from './mapped.ts'
import { monthsOf, overlap, reach } from './months.ts'
import type { Months } from './months.ts'
import { statementsOf } from './statements.ts'

const none: readonly Claim[] = []

export interface MappedClaims {
  /** null until claims and gazetteer are read. */
  readonly mapped: Mapped | null
  /** Claims of the case, at whatever time. */
  readonly total: number
  /** From the first to the last month that any of them is about; null where none is dated. */
  readonly reach: Months | null
  /** Claims that no time was said of, and that are left out while months are chosen. */
  readonly undated: number
  readonly error: Refusal | null
}

/** The claims of a case, or of all, in chosen months, as they lie on the map. */
export const useMapped = (caseId: string | null, chosen: Months | null): MappedClaims => {
  const gazetteer = useGazetteer()
  // All of them: a claim of another case may contradict one of this.
  const { data, error } = useClaims({ caseId: null, reportId: null })
  const all = data ?? none
  const statements = useMemo(() => statementsOf(all), [all])
  const dated = useMemo(
    () =>
      all
        .filter(({ content }) => caseId === null || content.caseId === caseId)
        .map((claim) => ({ claim, months: monthsOf(claim.content.when) })),
    [all, caseId],
  )
  const isRead = data !== undefined
  const mapped = useMemo(() => {
    if (gazetteer === null || !isRead) return null
    const shown = dated.filter(
      ({ months }) => chosen === null || (months !== null && overlap(months, chosen)),
    )
    return mapClaims(
      shown.map(({ claim }) => claim),
      statements,
      gazetteer,
    )
  }, [chosen, dated, gazetteer, isRead, statements])
  return {
    mapped,
    total: dated.length,
    reach: useMemo(() => reach(dated.map(({ months }) => months)), [dated]),
    undated: dated.filter(({ months }) => months === null).length,
    error,
  }
}
