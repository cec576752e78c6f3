import type { ReactElement, ReactNode } from 'react'
import styles from './checklist.module.css'

/** Hides an answer while it is computed again. Its content keeps its position and state. */
export const WhileCurrent = ({
  isCurrent,
  children,
}: {
  readonly isCurrent: boolean
  readonly children: ReactNode
}): ReactElement => (
  <div className={isCurrent ? styles['current'] : styles['outdated']} inert={!isCurrent}>
    {children}
  </div>
)
