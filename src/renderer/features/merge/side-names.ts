import type { Out } from '../../../shared/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'

export type MergeVersions = Out<'records.versions'>

/** What a version is called, by its place. */
export const letterOf = (at: number): string => String.fromCharCode(65 + at)

/** Whose a version is, and from when. */
export const useOrigin = (): ((side: MergeVersions['sides'][number]) => string) => {
  const text = useText()
  const format = useFormat()
  return ({ revision, byUs, author, day }) =>
    revision === null
      ? text('merge.yourDraft')
      : text(byUs ? 'merge.byYou' : 'merge.byOther', { author, day: format.day(day) })
}
