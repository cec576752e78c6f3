import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { RangeField } from '../../ui/range-field.tsx'
import type { Months } from './months.ts'
import type { MapWords } from './use-map-words.ts'
import styles from './map-view.module.css'

/** Selects a range of months with two handles on one line, and says what is left out. */
export const TimeFilter = ({
  reach,
  chosen,
  undated,
  words,
  onChange,
}: {
  readonly reach: Months
  /** null: all months. */
  readonly chosen: Months | null
  readonly undated: number
  readonly words: MapWords
  readonly onChange: (months: Months | null) => void
}): ReactElement => {
  const text = useText()
  const { from, to } = chosen ?? reach
  const change = (months: Months): void =>
    onChange(months.from === reach.from && months.to === reach.to ? null : months)
  const handles = [
    {
      label: text('map.timeFrom'),
      value: from,
      onChange: (at: number) => change({ from: Math.min(at, to), to }),
    },
    {
      label: text('map.timeTo'),
      value: to,
      onChange: (at: number) => change({ from, to: Math.max(at, from) }),
    },
  ] as const
  return (
    <div className={styles['filter']} role="group" aria-label={text('map.time')}>
      <span className={styles['label']} aria-hidden="true">
        {text('map.time')}
      </span>
      {/* A single month leaves no choice. */}
      {reach.from < reach.to && (
        <RangeField min={reach.from} max={reach.to} handles={handles} say={words.month} />
      )}
      <output className={styles['said']}>
        {text('vocab.date.between', { from: words.month(from), to: words.month(to) })}
      </output>
      {undated > 0 && (
        <span className={styles['undated']}>
          {text(chosen === null ? 'map.undated' : 'map.undatedOut', { count: undated })}
        </span>
      )}
      {chosen !== null && (
        <Button size="small" onPress={() => onChange(null)}>
          {text('map.timeAll')}
        </Button>
      )}
    </div>
  )
}
