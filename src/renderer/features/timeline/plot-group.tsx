import { useId } from 'react'
import type { ReactElement } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import type { DayRange } from './days.ts'
import { marksIn } from './layout.ts'
import type { TimelineMark, PlacedGroup } from './layout.ts'
import { SpanMark } from './span-mark.tsx'
import styles from './plot.module.css'

/** A group heading with its claims; only visible claims are rendered. */
export const PlotGroup = ({
  placed,
  seen,
  stop,
  openId,
  originsOf,
  onOpen,
}: {
  readonly placed: PlacedGroup
  readonly seen: DayRange
  /** The mark that is rendered even when out of view, if it is in this group. */
  readonly stop: TimelineMark | null
  readonly openId: string | null
  /** Number of independent origins by claim; empty if they are not counted. */
  readonly originsOf: ReadonlyMap<string, number>
  readonly onOpen: (id: string) => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const heading = useId()
  const { group, top, height, headed, marks } = placed
  return (
    <div
      role="listitem"
      className={styles['group']}
      style={{ insetBlockStart: top, blockSize: height }}
    >
      {group.label !== null && (
        <h2 id={heading} className={styles['heading']}>
          <span className={styles['name']}>{group.label}</span>
          <span className={styles['count']}>{format.number(marks.length)}</span>
        </h2>
      )}
      <div
        role="list"
        {...(group.label === null
          ? { 'aria-label': text('timeline.caption') }
          : { 'aria-labelledby': heading })}
      >
        {marksIn(placed, seen, stop).map((mark) => (
          <SpanMark
            key={mark.key}
            mark={mark}
            headed={headed}
            tabIndex={mark === stop ? 0 : -1}
            count={marks.length}
            origins={originsOf.get(mark.item.claim.id)}
            isOpen={mark.item.claim.id === openId}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  )
}
