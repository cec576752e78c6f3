import type { ReactElement } from 'react'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { reliabilityWords } from '../../records/vocabulary.ts'
import { Chip } from '../../ui/tag.tsx'
import page from '../../records/record-form.module.css'
import styles from './source-page.module.css'

/** The grades of a source over time, each with its reason. */
export const GradeHistory = ({ id }: { readonly id: string }): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  const { data: history = [], error } = useVaultQuery('sources.history', { id })
  if (error !== null) return <FailureBanner failure={error} />
  if (history.length === 0) return null
  return (
    <section className={page['section']}>
      <h2 className={page['heading']}>{text('sources.history')}</h2>
      <ol className={styles['list']} aria-label={text('sources.history')}>
        {history.map(({ day, reliability, byUs, reason }, index) => (
          <li key={`${index}`} className={styles['row']}>
            <span className={styles['side']}>{format.day(day)}</span>
            <span className={styles['main']}>
              {text('vocab.reliability.graded', {
                grade: reliability,
                meaning: text(reliabilityWords[reliability]),
              })}
            </span>
            {!byUs && <Chip>{text('sources.historyElsewhere')}</Chip>}
            <span className={styles['note']}>
              {reason === '' ? text('sources.historyNoReason') : reason}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
