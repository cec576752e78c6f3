import type { ReactElement } from 'react'
import { Label, ProgressBar, Meter } from 'react-aria-components'
import styles from './progress.module.css'
import meterStyles from './meter.module.css'

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
  <Meter aria-label={label} value={value} maxValue={of} className={meterStyles['measure']}>
    {({ percentage }) => (
      <span className={meterStyles['bar']} style={{ inlineSize: `${percentage}%` }} />
    )}
  </Meter>
)

/** Progress of long work; without `value` (0 to 1) it is indeterminate. */
export const Progress = ({
  label,
  value,
}: {
  readonly label: string
  readonly value?: number | undefined
}): ReactElement => (
  <ProgressBar
    isIndeterminate={value === undefined}
    value={(value ?? 0) * 100}
    className={styles['progress']}
  >
    {({ percentage, valueText }) => (
      <>
        <span className={styles['line']}>
          <Label>{label}</Label>
          {value !== undefined && <span className={styles['value']}>{valueText}</span>}
        </span>
        <span className={styles['track']}>
          <span
            className={value === undefined ? styles['going'] : styles['bar']}
            style={value === undefined ? undefined : { inlineSize: `${percentage ?? 0}%` }}
          />
        </span>
      </>
    )}
  </ProgressBar>
)
