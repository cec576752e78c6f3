import type { ReactElement, ReactNode } from 'react'
import styles from './dialog-actions.module.css'

export type DialogActionsProps = {
  /** Out of it with nothing done: cancel, back, close. */
  readonly out?: ReactNode
  /** What may be done as well. */
  readonly also?: ReactNode
  /** What it is all for. */
  readonly main?: ReactNode
}

/**
 * The end of a form, a step or a dialog. One order in the whole window, for eyes and for Tab: the way
 * out first, what it is for last, at the far end.
 */
export const DialogActions = ({ out, also, main }: DialogActionsProps): ReactElement => (
  <div className={styles['acts']}>
    {out}
    {also}
    {main}
  </div>
)
