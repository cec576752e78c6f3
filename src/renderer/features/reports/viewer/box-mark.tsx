import type { KeyboardEvent, PointerEvent, ReactElement } from 'react'
import { useText } from '../../../i18n/use-text.ts'
import { classNames } from '../../../ui/class-names.ts'
import { PlainButton } from '../../../ui/plain-button.tsx'
import type { Box } from './boxes.ts'
import type { Viewport } from './viewport.ts'
import styles from './viewer.module.css'

export type Corner = 'nw' | 'ne' | 'sw' | 'se'
const corners: readonly Corner[] = ['nw', 'ne', 'sw', 'se']

/** A box over the picture, as large as the area that will be black. */
export const BoxMark = ({
  box,
  number,
  at,
  isChosen,
  isDrawing,
  hold,
  onGrab,
  onKey,
  onChoose,
}: {
  readonly box: Box
  readonly number: number
  readonly at: Viewport
  readonly isChosen: boolean
  readonly isDrawing: boolean
  readonly hold: (id: number, element: HTMLButtonElement | null) => void
  readonly onGrab: (event: PointerEvent, box: Box, corner: Corner | null) => void
  readonly onKey: (event: KeyboardEvent, box: Box) => void
  readonly onChoose: (id: number) => void
}): ReactElement => {
  const text = useText()
  const { id, left, top, width, height } = box
  return (
    <PlainButton
      ref={(element) => hold(id, element)}
      className={classNames(styles['box'], isDrawing && styles['movable'])}
      aria-label={text('viewer.box', { number, width, height, left, top })}
      aria-pressed={isChosen}
      // In view mode a box has no action, so Tab skips it.
      tabIndex={isDrawing ? 0 : -1}
      style={{
        transform: `translate(${at.x + left * at.scale}px, ${at.y + top * at.scale}px)`,
        width: `${width * at.scale}px`,
        height: `${height * at.scale}px`,
      }}
      onPointerDown={(event) => onGrab(event, box, null)}
      onKeyDown={(event) => onKey(event, box)}
      onFocus={() => onChoose(id)}
    >
      <span className={styles['number']} aria-hidden="true">
        {number}
      </span>
      {isChosen &&
        isDrawing &&
        corners.map((corner) => (
          <span
            key={corner}
            className={classNames(styles['corner'], styles[corner])}
            aria-hidden="true"
            onPointerDown={(event) => {
              event.stopPropagation()
              onGrab(event, box, corner)
            }}
          />
        ))}
    </PlainButton>
  )
}
