import type { ReactElement, ReactNode } from 'react'
import styles from './skip-link.module.css'

/** Skips the navigation for keyboard users: visible while focused. */
export const SkipLink = ({
  to,
  children,
}: {
  /** The id of the target. */
  readonly to: string
  readonly children: ReactNode
}): ReactElement => (
  <a href={`#${to}`} className={styles['skip']}>
    {children}
  </a>
)
