import type { ReactElement } from 'react'
import type { Source } from '../../../shared/records.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { reliabilityWords } from '../../records/vocabulary.ts'
import { Chip } from '../../ui/tag.tsx'
import page from '../../records/record-form.module.css'
import styles from './source-page.module.css'

/** The grade of a source, its reason, and its history. */
export const ReliabilitySection = ({ source }: { readonly source: Source }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { content } = source
  const { data: history = [], error } = useVaultQuery('sources.history', { id: source.id })
  const graded = (grade: keyof typeof reliabilityWords): string =>
    text('vocab.reliability.graded', { grade, meaning: text(reliabilityWords[grade]) })
  return (
    <section className={page['section']}>
      <h2 className={page['heading']}>{text('sources.reliability')}</h2>
      <p>{graded(content.reliability)}</p>
      {content.reliabilityReason !== '' && (
        <p className={page['text']}>{content.reliabilityReason}</p>
      )}
      <FailureBanner failure={error} />
      {history.length > 1 && (
        <>
          <h3 className={styles['legend']}>{text('sources.history')}</h3>
          <ol className={styles['list']} aria-label={text('sources.history')}>
            {history.map((entry, index) => (
              <li key={`${index}`} className={styles['row']}>
                <span className={styles['side']}>{format.day(entry.day)}</span>
                <span className={styles['main']}>{graded(entry.reliability)}</span>
                {!entry.byUs && <Chip>{text('sources.historyElsewhere')}</Chip>}
                <span className={styles['note']}>
                  {entry.reason === '' ? text('sources.historyNoReason') : entry.reason}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
