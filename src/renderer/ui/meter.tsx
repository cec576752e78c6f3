import type { ReactElement } from 'react'
import { Meter } from 'react-aria-components'
import styles from './meter.module.css'

/**
 * A bar for a share of a whole, beside a text with the same value. Drawn with our own boxes:
 * Chromium's rendering of `<meter>` differs between versions, and in an older one it filled the
 * screen.
 */
export const MeterBar = ({
  label,
  value,
  of,
}: {
  /** Accessible name; the visible text is beside the bar. */
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
