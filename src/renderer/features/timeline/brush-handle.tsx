import type { KeyboardEvent, ReactElement } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { handleKeys } from '../../commands/shortcuts/keys.ts'
import { actIn } from '../../ui/chord.ts'
import { dateOf } from './days.ts'
import type { DayRange } from './days.ts'
import { shortest, stepped, stepsIn } from './range.ts'
import styles from './overview.module.css'

const later: readonly string[] = ['ArrowRight', 'ArrowUp', 'PageUp']

/** One end of the visible range: dragged, or moved by keys by month or year. */
export const BrushHandle = ({
  end,
  extent,
  range,
  onChange,
}: {
  readonly end: 'from' | 'to'
  readonly extent: DayRange
  readonly range: DayRange
  readonly onChange: (range: DayRange) => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const [least, most] =
    end === 'from'
      ? [extent.from, Math.max(range.to - shortest, extent.from)]
      : [Math.min(range.from + shortest, extent.to), extent.to]
  const move = (event: KeyboardEvent): void => {
    const act = actIn(event, handleKeys)
    if (act === null) return
    const { small, large } = stepsIn(extent)
    const way = later.includes(event.key) ? 1 : -1
    const to = {
      step: () => stepped(range[end], small, way),
      leap: () => stepped(range[end], large, way),
      least: () => least,
      most: () => most,
    }[act]()
    event.preventDefault()
    onChange({ ...range, [end]: Math.min(Math.max(to, least), most) })
  }
  // The end of a range is the day after its last one.
  const day = dateOf(end === 'from' ? range.from : range.to - 1)
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={text(end === 'from' ? 'timeline.start' : 'timeline.end')}
      aria-orientation="horizontal"
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={range[end]}
      aria-valuetext={format.day(day.toISOString().slice(0, 10))}
      data-grip={end}
      className={styles['handle']}
      style={{
        insetInlineStart: `${((range[end] - extent.from) / (extent.to - extent.from)) * 100}%`,
      }}
      onKeyDown={move}
    />
  )
}
