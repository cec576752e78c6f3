import type { ReactElement, ReactNode } from 'react'
import styles from './dialog.module.css'

export type DialogActionsProps = {
  /** Leaves without an effect: cancel, back, close. */
  readonly out?: ReactNode
  /** Secondary actions. */
  readonly also?: ReactNode
  /** The primary action. */
  readonly main?: ReactNode
}

/**
 * The buttons of a form, a step or a dialog. The same order in the whole window, visually and for
 * Tab: cancel first, the primary action last, at the far end.
 */
export const DialogActions = ({ out, also, main }: DialogActionsProps): ReactElement => (
  <div className={styles['buttons']}>
    {out}
    {also}
    {main}
  </div>
)
