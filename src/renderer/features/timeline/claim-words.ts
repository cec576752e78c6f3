import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import { useText } from '../../i18n/use-text.ts'
import { dateWords } from '../../records/date-words.ts'
import { credibilityWords } from '../../records/vocabulary.ts'
import type { TimelineItem } from './items.ts'

export interface ClaimWords {
  /** "about October 2023"; empty where no date is given. */
  readonly when: string
  /** "China → Dandong"; empty where none is given. */
  readonly place: string
  readonly byWhom: string
  readonly credibility: string
}

/** What is said of a claim beside its sentence. */
export const useClaimWords = (): ((item: TimelineItem) => ClaimWords) => {
  const intl = useIntl()
  const text = useText()
  return useCallback(
    ({ claim: { content } }) => {
      const [from, to] = [content.from.text, content.to.text]
      return {
        when: dateWords(content.when, intl, text),
        place: from !== '' && to !== '' ? text('timeline.route', { from, to }) : from + to,
        byWhom: content.byWhom,
        credibility: text('vocab.reliability.graded', {
          grade: content.credibility,
          meaning: text(credibilityWords[content.credibility]),
        }),
      }
    },
    [intl, text],
  )
}
