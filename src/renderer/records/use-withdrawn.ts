import type { ReportContent, Source } from '../../shared/records.ts'
import { isTakenBack } from './consent-state.ts'
import { useSources } from './names.ts'
import { daysNow } from './whole-day.ts'

/** The sources of a report that withdrew a consent, and did not give it again. */
export const useWithdrawn = ({
  sourceIds,
}: Pick<ReportContent, 'sourceIds'>): readonly Source[] => {
  const { sourceById } = useSources()
  return sourceIds.flatMap((id) => {
    const source = sourceById.get(id)
    return source !== undefined && isTakenBack(source.content.consents, daysNow()) ? [source] : []
  })
}
