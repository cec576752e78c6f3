import type { ReactElement, ReactNode } from 'react'
import styles from './skip-link.module.css'

/** Past the navigation, for who comes by keyboard: seen while it has the focus. */
export const SkipLink = ({
  to,
  children,
}: {
  /** The id of what it leads to. */
  readonly to: string
  readonly children: ReactNode
}): ReactElement => (
  <a href={`#${to}`} className={styles['skip']}>
    {children}
  </a>
)
