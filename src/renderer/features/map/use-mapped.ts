import { useMemo } from 'react'
import { useClaims } from '../../claims/use-claims.ts'
import type { Refusal } from '../../bridge.ts'
import { useGazetteer } from '../../places/use-gazetteer.ts'
import { remembered } from '../../remembered.ts'
import { useWork } from '../../use-work.ts'
import type { Months } from './months.ts'
import { preparing } from './preparing.ts'
import type { Prepared } from './preparing.ts'

const prepared = remembered(preparing)

/** The claims of a case, or of all, in chosen months, as they lie on the map. */
export const useMapped = (
  caseId: string | null,
  chosen: Months | null,
): {
  /** Undefined until claims and gazetteer are read and prepared. */
  readonly prepared: Prepared | undefined
  readonly error: Refusal | null
} => {
  const gazetteer = useGazetteer()
  const { data: claims, error } = useClaims({ caseId: null, reportId: null })
  const work = useMemo(
    () =>
      gazetteer === null || claims === undefined
        ? null
        : prepared(claims, gazetteer, caseId, chosen),
    [caseId, chosen, claims, gazetteer],
  )
  return { prepared: useWork(work), error }
}
