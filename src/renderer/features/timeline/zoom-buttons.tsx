import type { ReactElement } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { dateOf } from './days.ts'
import type { DayRange } from './days.ts'
import { shortest, zoomed } from './range.ts'
import styles from './timeline-view.module.css'

/** The visible range, with buttons to zoom. */
export const ZoomButtons = ({
  extent,
  range,
  onChange,
  onWhole,
}: {
  readonly extent: DayRange
  readonly range: DayRange
  readonly onChange: (range: DayRange) => void
  readonly onWhole: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const day = (at: number): string => format.day(dateOf(at).toISOString().slice(0, 10))
  const isWhole = range.from <= extent.from && range.to >= extent.to
  const mayCloser = range.to - range.from > shortest
  const zoom = (times: number) => (): void => onChange(zoomed(range, times, extent))
  useCommands({
    'timeline.zoomIn': mayCloser && zoom(0.5),
    'timeline.zoomOut': !isWhole && zoom(2),
  })
  return (
    <div className={styles['zoom']}>
      <span className={styles['range']}>
        {text('vocab.date.between', { from: day(range.from), to: day(range.to - 1) })}
      </span>
      <IconButton
        icon="minus"
        size="small"
        label={text('timeline.zoomOut')}
        isDisabled={isWhole}
        onPress={zoom(2)}
      />
      <IconButton
        icon="plus"
        size="small"
        label={text('timeline.zoomIn')}
        isDisabled={!mayCloser}
        onPress={zoom(0.5)}
      />
      <Button size="small" isDisabled={isWhole} onPress={onWhole}>
        {text('timeline.whole')}
      </Button>
    </div>
  )
}
