import type { ReactElement, ReactNode } from 'react'
import page from '../../records/record-form.module.css'
import styles from './source-page.module.css'

/** One of the boxes at the top of a source's page. */
export const SourceCard = ({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}): ReactElement => (
  <section className={styles['card']}>
    <h2 className={page['heading']}>{title}</h2>
    {children}
  </section>
)
