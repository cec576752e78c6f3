import type { ShownNotice } from '../../shared/custody-contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { consentUseWords } from '../records/protection-words.ts'
import { useHolderName } from './use-holder-name.ts'

const useUses = (): ((notice: ShownNotice) => string) => {
  const text = useText()
  return ({ uses }) => uses.map((use) => text(consentUseWords[use])).join(' · ')
}

/** What to do about a notice of a withdrawal, who told of it, and what it is about. */
export const useWithdrawalWords = (): ((notice: ShownNotice) => string) => {
  const text = useText()
  const format = useFormat()
  const nameOf = useHolderName()
  const usesOf = useUses()
  return (notice) =>
    text('consent.goneTold', {
      name: nameOf(notice),
      day: format.day(notice.day),
      uses: usesOf(notice),
    })
}

/** The text of a notice. */
export const useNoticeWords = (): ((notice: ShownNotice) => string) => {
  const text = useText()
  const format = useFormat()
  const nameOf = useHolderName()
  const usesOf = useUses()
  return (notice) => {
    const said = { name: nameOf(notice), day: format.day(notice.day) }
    if (notice.kind === 'withdrawal') {
      return text('custody.withdrawn', { ...said, uses: usesOf(notice) })
    }
    return text(notice.isAnswered ? 'custody.correctedHere' : 'custody.corrected', said)
  }
}
