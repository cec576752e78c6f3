import type { ReactElement } from 'react'
import styles from './range-field.module.css'

const percent = (part: number, whole: number): string => `${(part / whole) * 100}%`

export type RangeHandle = {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
}

/** A range `[from, to]`: two handles on one line, with the part between them marked. */
export const RangeField = ({
  min,
  max,
  handles,
  say,
}: {
  readonly min: number
  /** Greater than `min`. */
  readonly max: number
  readonly handles: readonly [RangeHandle, RangeHandle]
  /** The display text of a value. */
  readonly say: (value: number) => string
}): ReactElement => {
  const span = max - min
  const [from, to] = handles
  return (
    <div className={styles['track']}>
      <span
        className={styles['between']}
        style={{
          insetInlineStart: percent(from.value - min, span),
          inlineSize: percent(to.value - from.value, span),
        }}
      />
      {handles.map(({ label, value, onChange }) => (
        <input
          key={label}
          type="range"
          aria-label={label}
          aria-valuetext={say(value)}
          min={min}
          max={max}
          value={value}
          onChange={(event) => onChange(Number(event.target.value))}
          className={styles['handle']}
        />
      ))}
    </div>
  )
}
