import type { ReactElement, ReactNode } from 'react'
import { useFocusIfLost } from '../ui/focus.ts'
import styles from './record-form.module.css'

/** The name of the record that is open. Who just made it, or came to it from the palette, is there. */
export const RecordTitle = ({
  lang,
  takesFocus = true,
  children,
}: {
  readonly lang?: string
  /** False where something else is better: the button that opened a form. */
  readonly takesFocus?: boolean
  readonly children: ReactNode
}): ReactElement => (
  <h1 ref={useFocusIfLost(takesFocus)} tabIndex={-1} lang={lang} className={styles['title']}>
    {children}
  </h1>
)
