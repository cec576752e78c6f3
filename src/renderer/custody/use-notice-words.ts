import type { Out } from '../../shared/contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { consentUseWords } from '../records/protection-words.ts'
import { useHolderName } from './use-holder-name.ts'

/** The text of a notice. */
export const useNoticeWords = (): ((notice: Out<'custody.of'>['notices'][number]) => string) => {
  const text = useText()
  const format = useFormat()
  const nameOf = useHolderName()
  return (notice) => {
    const said = { name: nameOf(notice), day: format.day(notice.day) }
    if (notice.kind === 'withdrawal') {
      const uses = notice.uses.map((use) => text(consentUseWords[use])).join(' · ')
      return text('custody.withdrawn', { ...said, uses })
    }
    return text(notice.isAnswered ? 'custody.correctedHere' : 'custody.corrected', said)
  }
}
