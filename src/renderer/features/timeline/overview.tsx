import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { BrushHandle } from './brush-handle.tsx'
import type { DayRange } from './days.ts'
import { strip } from './density.ts'
import { useBrush } from './use-brush.ts'
import styles from './overview.module.css'

/** The whole time range of the claims, their density, and the visible part. */
export const Overview = ({
  density,
  extent,
  range,
  onChange,
}: {
  /** Density over time as an SVG path. */
  readonly density: string
  readonly extent: DayRange
  readonly range: DayRange
  readonly onChange: (range: DayRange) => void
}): ReactElement => {
  const text = useText()
  const brush = useBrush(extent, range, onChange)
  const share = (day: number): number => ((day - extent.from) / (extent.to - extent.from)) * 100
  const handle = { extent, range, onChange }
  return (
    <div role="group" aria-label={text('timeline.time')} className={styles['overview']}>
      <div className={styles['strip']} {...brush}>
        <svg
          viewBox={`0 -4 ${strip.bins} ${strip.height + 4}`}
          preserveAspectRatio="none"
          className={styles['density']}
          aria-hidden="true"
        >
          <path d={density} />
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
    </div>
  )
}
