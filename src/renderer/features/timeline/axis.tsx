import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import { ticksOf } from './axis-ticks.ts'
import type { Tick } from './axis-ticks.ts'
import { dateOf } from './days.ts'
import type { DayRange } from './days.ts'
import styles from './axis.module.css'

const said = {
  year: { year: 'numeric' },
  month: { month: 'short' },
  day: { day: 'numeric' },
} as const
const around = {
  year: null,
  month: { year: 'numeric' },
  day: { year: 'numeric', month: 'short' },
} as const

/**
 * Years, months or days along the time range, as space allows. Each claim states its date itself.
 */
export const Axis = ({
  range,
  width,
}: {
  readonly range: DayRange
  readonly width: number
}): ReactElement => {
  const intl = useIntl()
  const words = (day: number, form: Intl.DateTimeFormatOptions): string =>
    intl.formatDate(dateOf(day), { ...form, timeZone: 'UTC' })
  const label = ({ day, unit, isMajor }: Tick): ReactElement => {
    const lies = isMajor ? around[unit] : null
    return (
      <>
        <span>{words(day, said[unit])}</span>
        {lies !== null && <span className={styles['around']}>{words(day, lies)}</span>}
      </>
    )
  }
  return (
    <div className={styles['axis']} aria-hidden="true">
      {ticksOf(range, width).map((tick) => {
        const left = ((tick.day - range.from) / (range.to - range.from)) * width
        // A label that would be cut off at the end is omitted.
        return left > width - 30 ? null : (
          <span key={tick.day} className={styles['tick']} style={{ insetInlineStart: left }}>
            {label(tick)}
          </span>
        )
      })}
    </div>
  )
}

/** Vertical lines through the plot at the ticks of the axis. */
export const GridLines = ({
  range,
  width,
  height,
}: {
  readonly range: DayRange
  readonly width: number
  readonly height: number
}): ReactElement => (
  <div className={styles['lines']} style={{ blockSize: height }} aria-hidden="true">
    {ticksOf(range, width).map(({ day, isMajor }) => (
      <span
        key={day}
        className={styles[isMajor ? 'majorLine' : 'line']}
        style={{ insetInlineStart: ((day - range.from) / (range.to - range.from)) * width }}
      />
    ))}
  </div>
)
