import type { Out } from '../../../shared/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'

export type MergeVersions = Out<'records.versions'>

/** The letter of a version, by its index. */
export const letterOf = (at: number): string => String.fromCharCode(65 + at)

/** Author and date of a version. */
export const useOrigin = (): ((side: MergeVersions['sides'][number]) => string) => {
  const text = useText()
  const format = useFormat()
  return ({ revision, byUs, author, day }) =>
    revision === null
      ? text('merge.yourDraft')
      : text(byUs ? 'merge.byYou' : 'merge.byOther', { author, day: format.day(day) })
}
