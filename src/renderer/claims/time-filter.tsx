import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import { useView } from '../app/view-state.ts'
import { useCommands } from '../commands/commands.tsx'
import { useText } from '../i18n/use-text.ts'
import { Button } from '../ui/button.tsx'
import { RangeField } from '../ui/range-field.tsx'
import { daysWithin, monthDate, monthsWithin } from './months.ts'
import type { Months } from './months.ts'
import styles from './time-filter.module.css'

/** The months that the claims are limited to; null: all times. */
export const useChosenMonths = (): Months | null => {
  const { claimTimes } = useView().view
  return claimTimes === null ? null : monthsWithin(claimTimes)
}

/**
 * Limits the claims to some months with two handles on one line, and says what is left out. The
 * timeline has the same limits.
 */
export const TimeFilter = ({
  reach,
  undated,
}: {
  readonly reach: Months
  /** Number of claims without a date. */
  readonly undated: number
}): ReactElement => {
  const text = useText()
  const intl = useIntl()
  const { showTimes } = useView()
  const chosen = useChosenMonths()
  const all = (): void => showTimes(null)
  useCommands({ 'map.timeAll': chosen !== null && all })
  const into = (month: number): number => Math.min(Math.max(month, reach.from), reach.to)
  const { from, to } = chosen === null ? reach : { from: into(chosen.from), to: into(chosen.to) }
  const say = (month: number): string =>
    intl.formatDate(monthDate(month), { timeZone: 'UTC', year: 'numeric', month: 'short' })
  const change = (months: Months): void =>
    months.from === reach.from && months.to === reach.to ? all() : showTimes(daysWithin(months))
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
        <RangeField min={reach.from} max={reach.to} handles={handles} say={say} />
      )}
      <output className={styles['said']}>
        {text('vocab.date.between', { from: say(from), to: say(to) })}
      </output>
      {undated > 0 && (
        <span className={styles['undated']}>
          {text(chosen === null ? 'map.undated' : 'map.undatedOut', { count: undated })}
        </span>
      )}
      {chosen !== null && (
        <Button size="small" onPress={all}>
          {text('map.timeAll')}
        </Button>
      )}
    </div>
  )
}
