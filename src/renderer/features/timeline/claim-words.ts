import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import { useText } from '../../i18n/use-text.ts'
import { dateWords } from '../../records/date-words.ts'
import { credibilityWords } from '../../records/vocabulary.ts'
import type { TimelineItem } from './items.ts'

type ClaimTexts = (item: TimelineItem) => string

export type ClaimWords = {
  /** "about October 2023"; empty without a date. */
  readonly when: ClaimTexts
  /** "China → Dandong"; empty without a place. */
  readonly place: ClaimTexts
  readonly byWhom: ClaimTexts
  readonly credibility: ClaimTexts
}

/** Texts about a claim besides its statement. */
export const useClaimWords = (): ClaimWords => {
  const intl = useIntl()
  const text = useText()
  return useMemo(
    () => ({
      when: ({ claim }) => dateWords(claim.content.when, intl, text),
      place: ({ claim }) => {
        const [from, to] = [claim.content.from.text, claim.content.to.text]
        return from !== '' && to !== '' ? text('timeline.route', { from, to }) : from + to
      },
      byWhom: ({ claim }) => claim.content.byWhom,
      credibility: ({ claim: { content } }) =>
        text('vocab.reliability.graded', {
          grade: content.credibility,
          meaning: text(credibilityWords[content.credibility]),
        }),
    }),
    [intl, text],
  )
}
