import type { ReactElement } from 'react'
import { Meter } from 'react-aria-components'
import styles from './meter.module.css'

/**
 * How much of a whole there is, as a bar beside words that say it. It is drawn by boxes of our own: how
 * Chromium draws `<meter>` differs from version to version, and with the older one filled the screen.
 */
export const MeterBar = ({
  label,
  value,
  of,
}: {
  /** Read out; what is seen stands beside it. */
  readonly label: string
  readonly value: number
  readonly of: number
}): ReactElement => (
  <Meter aria-label={label} value={value} maxValue={of} className={styles['measure']}>
    {({ percentage }) => (
      <span className={styles['bar']} style={{ inlineSize: `${percentage}%` }} />
    )}
  </Meter>
)
