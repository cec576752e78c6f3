import { useMemo, useRef } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Axis } from './axis.tsx'
import { BrushHandle } from './brush-handle.tsx'
import type { DayRange } from './days.ts'
import { densityOf, outline } from './density.ts'
import type { TimeSpan } from './time-span.ts'
import { useBrush } from './use-brush.ts'
import { useViewport } from './use-viewport.ts'
import styles from './overview.module.css'

const height = 36
const bins = 240

/** All the time that there are claims of, how many there are when, and the part that is shown. */
export const Overview = ({
  spans,
  extent,
  range,
  onChange,
}: {
  readonly spans: readonly TimeSpan[]
  readonly extent: DayRange
  readonly range: DayRange
  readonly onChange: (range: DayRange) => void
}): ReactElement => {
  const text = useText()
  const strip = useRef<HTMLDivElement>(null)
  const { width } = useViewport(strip)
  const path = useMemo(() => outline(densityOf(spans, extent, bins), height - 4), [spans, extent])
  const brush = useBrush(extent, range, onChange)
  const share = (day: number): number => ((day - extent.from) / (extent.to - extent.from)) * 100
  const handle = { extent, range, onChange }
  return (
    <div role="group" aria-label={text('timeline.time')} className={styles['overview']}>
      <div ref={strip} className={styles['strip']} {...brush}>
        <svg
          viewBox={`0 -4 ${bins} ${height}`}
          preserveAspectRatio="none"
          className={styles['density']}
          aria-hidden="true"
        >
          <path d={path} />
        </svg>
        <div className={styles['outside']} style={{ inlineSize: `${share(range.from)}%` }} />
        <div
          className={styles['outside']}
          style={{ insetInlineEnd: 0, inlineSize: `${100 - share(range.to)}%` }}
        />
        <div
          data-grip="window"
          className={styles['window']}
          style={{
            insetInlineStart: `${share(range.from)}%`,
            inlineSize: `${share(range.to) - share(range.from)}%`,
          }}
        />
        <BrushHandle end="from" {...handle} />
        <BrushHandle end="to" {...handle} />
      </div>
      <Axis range={extent} width={width} isSmall />
    </div>
  )
}
