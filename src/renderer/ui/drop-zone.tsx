import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './drop-zone.module.css'

/** Drawn over a part of the window while something is dragged that can be dropped there. */
export const DropZone = ({
  title,
  isWhole = false,
  children,
}: {
  /** What the drop does. */
  readonly title: string
  /** Over the whole window. */
  readonly isWhole?: boolean
  readonly children?: ReactNode
}): ReactElement => (
  <div className={classNames(styles['zone'], isWhole && styles['whole'])} data-drop-zone>
    <p className={styles['title']}>{title}</p>
    {children}
  </div>
)
