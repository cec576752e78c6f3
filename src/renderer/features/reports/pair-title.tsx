import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import shared from '../../ui/shared.module.css'
import styles from './translations-panel.module.css'

/** A read-only title, in the place of its counterpart's title field. */
export const PairTitle = ({
  label,
  title,
  language,
}: {
  readonly label: string
  readonly title: string
  readonly language: string
}): ReactElement => {
  const text = useText()
  return (
    <div className={styles['title']}>
      <span className={shared['label']}>{label}</span>
      {title === '' ? (
        <p className={styles['untitled']}>{text('reports.untitled')}</p>
      ) : (
        <p lang={language}>{title}</p>
      )}
    </div>
  )
}
