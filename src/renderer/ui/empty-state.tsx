import type { ReactElement, ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import styles from './empty-state.module.css'

/** Shown in place of missing content: what belongs here, and the one action that creates it. */
export const EmptyState = ({
  icon,
  title,
  isHeading = false,
  children,
  action,
}: {
  readonly icon: IconName
  readonly title: string
  /** If the view has no other heading. */
  readonly isHeading?: boolean
  readonly children?: ReactNode
  readonly action?: ReactNode
}): ReactElement => (
  <div className={styles['empty']}>
    <span className={styles['mark']}>
      <Icon name={icon} size={28} />
    </span>
    {isHeading ? (
      <h1 className={styles['title']}>{title}</h1>
    ) : (
      <p className={styles['title']}>{title}</p>
    )}
    {children !== undefined && <div className={styles['text']}>{children}</div>}
    {action !== undefined && <div className={styles['action']}>{action}</div>}
  </div>
)
