import type { ReactElement } from 'react'
import type { ReportContent } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import styles from './report-reading.module.css'

/** Title and text of one version of a report, read only. */
export const ReportReading = ({
  content,
  framed = false,
  level = 2,
}: {
  readonly content: Pick<ReportContent, 'title' | 'body' | 'language'>
  /** With a frame around it. */
  readonly framed?: boolean
  /** Heading level, below that of its section. */
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
