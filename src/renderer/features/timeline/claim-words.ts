import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import { useText } from '../../i18n/use-text.ts'
import { dateWords } from '../../records/date-words.ts'
import { credibilityWords } from '../../records/vocabulary.ts'
import type { TimelineItem } from './items.ts'

type Words = (item: TimelineItem) => string

export interface ClaimWords {
  /** "about October 2023"; empty where no date is given. */
  readonly when: Words
  /** "China → Dandong"; empty where none is given. */
  readonly place: Words
  readonly byWhom: Words
  readonly credibility: Words
}

/** What is said of a claim beside its sentence. */
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
