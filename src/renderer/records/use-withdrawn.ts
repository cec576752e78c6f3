import { useCallback } from 'react'
import type { ReportContent, Source } from '../../shared/records.ts'
import { useVaultQuery } from '../data/bridge.ts'
import { isTakenBack } from './consent-state.ts'
import { useSources } from './names.ts'
import { daysNow } from './whole-day.ts'

/**
 * Tells of a source whether it withdrew a consent and did not give it again: by its own entries, at
 * once, or by a notice that the vault has from others.
 */
export const useHasWithdrawn = (): ((source: Source) => boolean) => {
  const { data: told } = useVaultQuery('sources.withdrawn', {})
  const { earlier, later } = daysNow()
  return useCallback(
    ({ id, content }) =>
      told?.includes(id) === true || isTakenBack(content.consents, { earlier, later }),
    [told, earlier, later],
  )
}

/** Did a source of a report withdraw a consent? Then the report must not be used. */
export const useMustNotBeUsed = ({ sourceIds }: Pick<ReportContent, 'sourceIds'>): boolean => {
  const { sourceById } = useSources()
  const hasWithdrawn = useHasWithdrawn()
  return sourceIds.some((id) => {
    const source = sourceById.get(id)
    return source !== undefined && hasWithdrawn(source)
  })
}
