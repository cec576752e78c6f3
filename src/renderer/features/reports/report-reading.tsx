import type { ReactElement } from 'react'
import type { ReportContent } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import styles from './report-reading.module.css'

/** Title and text to read, as they stand in one version of a report. */
export const ReportReading = ({
  content,
  framed = false,
}: {
  readonly content: Pick<ReportContent, 'title' | 'body' | 'language'>
  /** Set apart from what is around it. */
  readonly framed?: boolean
}): ReactElement => {
  const text = useText()
  return (
    <article className={styles['reading']} data-framed={framed || undefined}>
      <h3 className={styles['title']} lang={content.title === '' ? undefined : content.language}>
        {content.title === '' ? text('reports.untitled') : content.title}
      </h3>
      <p className={styles['body']} lang={content.language} dir="auto">
        {content.body}
      </p>
    </article>
  )
}
