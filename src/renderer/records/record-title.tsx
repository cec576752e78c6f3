import { scriptOf } from '../i18n/languages.ts'
import type { ReactElement, ReactNode } from 'react'
import { useFocusIfLost } from '../ui/focus.ts'
import styles from './record-form.module.css'

/**
 * The name of the open record. It takes the focus after the record was created, or opened from the
 * palette.
 */
export const RecordTitle = ({
  lang,
  takesFocus = true,
  children,
}: {
  readonly lang?: string
  /** False if another element should get the focus: the button that opened a form. */
  readonly takesFocus?: boolean
  readonly children: ReactNode
}): ReactElement => (
  <h1
    ref={useFocusIfLost(takesFocus)}
    tabIndex={-1}
    lang={lang ?? (typeof children === 'string' ? scriptOf(children) : undefined)}
    className={styles['title']}
  >
    {children}
  </h1>
)
