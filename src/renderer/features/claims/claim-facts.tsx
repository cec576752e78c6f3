import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import type { ClaimContent } from '../../../shared/claims.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { useCountWords } from '../../claims/claim-row.tsx'
import { useText } from '../../i18n/use-text.ts'
import { dateWords } from '../../records/date-words.ts'
import { sourceName, useSources } from '../../records/names.ts'
import { precisionWords } from '../../records/vocabulary.ts'
import styles from '../../records/record-form.module.css'

/** The sources of the claim, in words; empty if the report names them without doubt. */
const useSpeakers = ({ reportId, sourceIds }: ClaimContent): string => {
  const text = useText()
  const { sourceById } = useSources()
  const { data: report } = useVaultQuery('reports.get', { id: reportId })
  const named = new Set<string>(report?.content.sourceIds)
  if (sourceIds === undefined) return named.size < 2 ? '' : text('claims.unsaid')
  return sourceIds
    .map((id) => {
      const source = sourceById.get(id)
      const name = source === undefined ? text('reports.unknownSource') : sourceName(source)
      return report === undefined || named.has(id) ? name : `${name} (${text('claims.saidByGone')})`
    })
    .join(' · ')
}

/**
 * Source, action, actor, target, place, time and frequency of a claim; only the fields that were
 * filled in.
 */
export const ClaimFacts = ({
  content,
}: {
  readonly content: ClaimContent
}): ReactElement | null => {
  const text = useText()
  const intl = useIntl()
  const countWords = useCountWords()
  const speakers = useSpeakers(content)
  const place = ({ text: name, precision }: ClaimContent['from']): string =>
    name === '' || precision === 'unstated' ? name : `${name} · ${text(precisionWords[precision])}`
  const facts = [
    { term: text('claims.saidBy'), value: speakers },
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
