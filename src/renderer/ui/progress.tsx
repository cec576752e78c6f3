import type { ReactElement } from 'react'
import { Label, ProgressBar } from 'react-aria-components'
import styles from './progress.module.css'

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
