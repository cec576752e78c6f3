import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { runsOf, useCommands } from '../../commands/commands.tsx'
import { Select } from '../../ui/select.tsx'
import { useView } from '../../app/view-state.ts'
import type { TimelineGrouping } from '../../app/view-state.ts'
import styles from './timeline-view.module.css'

const groupings = ['none', 'place', 'actor', 'case'] as const satisfies readonly TimelineGrouping[]

/** How the claims are grouped. */
export const TimelineTools = ({
  isEmpty,
}: {
  /** There are no claims to group. */
  readonly isEmpty: boolean
}): ReactElement => {
  const text = useText()
  const { view, arrangeTimeline } = useView()
  const isGrouped = view.timeline.form === 'plot' && !isEmpty
  useCommands(
    runsOf(isGrouped ? groupings : [], (grouping) => [
      `timeline.group.${grouping}`,
      grouping !== view.timeline.grouping && (() => arrangeTimeline({ grouping })),
    ]),
  )
  return (
    <div className={styles['choices']}>
      {isGrouped && (
        <div className={styles['choice']}>
          <Select
            label={text('timeline.groupBy')}
            hideLabel
            size="small"
            value={view.timeline.grouping}
            options={groupings.map((value) => ({ value, label: text(`timeline.group.${value}`) }))}
            onChange={(grouping) => arrangeTimeline({ grouping })}
          />
        </div>
      )}
    </div>
  )
}
