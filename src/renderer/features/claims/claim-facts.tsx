import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import type { ClaimContent } from '../../../shared/claims.ts'
import { useCountWords } from '../../claims/claim-row.tsx'
import { useText } from '../../i18n/use-text.ts'
import { dateWords } from '../../records/date-words.ts'
import { precisionWords } from '../../records/vocabulary.ts'
import styles from '../../records/record-form.module.css'

/** What was done to whom by whom, where, when and how often; only what was filled in. */
export const ClaimFacts = ({
  content,
}: {
  readonly content: ClaimContent
}): ReactElement | null => {
  const text = useText()
  const intl = useIntl()
  const countWords = useCountWords()
  const place = ({ text: name, precision }: ClaimContent['from']): string =>
    name === '' || precision === 'unstated' ? name : `${name} · ${text(precisionWords[precision])}`
  const facts = [
    { term: text('claims.act'), value: content.act },
    { term: text('claims.whom'), value: content.whom },
    { term: text('claims.byWhom'), value: content.byWhom },
    { term: text('claims.from'), value: place(content.from) },
    { term: text('claims.to'), value: place(content.to) },
    {
      term: text('claims.when'),
      value: content.when === '' ? '' : dateWords(content.when, intl, text),
    },
    {
      term: text('claims.howMany'),
      value: content.count.qualifier === 'unknown' ? '' : countWords(content.count),
    },
  ].filter(({ value }) => value !== '')
  if (facts.length === 0) return null
  return (
    <dl className={styles['facts']} aria-label={text('claims.details')}>
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
