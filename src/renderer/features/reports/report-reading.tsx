import type { ReactElement } from 'react'
import type { ReportContent } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import styles from './report-reading.module.css'

/** Title and text to read, as they stand in one version of a report. */
export const ReportReading = ({
  content,
  framed = false,
  level = 2,
}: {
  readonly content: Pick<ReportContent, 'title' | 'body' | 'language'>
  /** Set apart from what is around it. */
  readonly framed?: boolean
  /** Of its heading, below what it stands under. */
  readonly level?: 2 | 3
}): ReactElement => {
  const text = useText()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <article className={styles['reading']} data-framed={framed || undefined}>
      <Heading
        className={styles['title']}
        lang={content.title === '' ? undefined : content.language}
      >
        {content.title === '' ? text('reports.untitled') : content.title}
      </Heading>
      <p className={styles['body']} lang={content.language} dir="auto">
        {content.body}
      </p>
    </article>
  )
}
