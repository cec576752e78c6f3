import { useRef, useEffect } from 'react'
import type { KeyboardEvent, ReactElement, RefObject } from 'react'
import type { View } from '../../../../shared/attachments.ts'
import { useText } from '../../../i18n/use-text.ts'
import { boxKeys, stageKeys } from '../../../commands/shortcuts/keys.ts'
import { actIn } from '../../../ui/chord.ts'
import { classNames } from '../../../ui/class-names.ts'
import { BoxMark } from './box-mark.tsx'
import { grown, moved, resized } from './boxes.ts'
import type { Box } from './boxes.ts'
import type { Boxes } from './use-boxes.ts'
import { useDrag } from './use-drag.ts'
import type { Looking } from './use-viewport.ts'
import type { PicturePoint, Viewport } from './viewport.ts'
import styles from './viewer.module.css'

/** Draws the pixels of a picture once; zooming moves and scales the drawn canvas. */
const PictureCanvas = ({
  view,
  at: { scale, x, y },
  label,
}: {
  readonly view: View
  readonly at: Viewport
  readonly label: string
}): ReactElement => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height, pixels } = view.shown
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    element.width = width
    element.height = height
    // A view of the received buffer, not a copy.
    const data = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length)
    element.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0)
    return () => {
      // Frees the memory at once instead of at the next garbage collection.
      element.width = 0
      element.height = 0
    }
  }, [pixels, width, height])
  const perShown = (scale * view.width) / width
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      className={styles['picture']}
      data-coarse={perShown >= 2 || undefined}
      style={{ transform: `translate(${x}px, ${y}px) scale(${perShown})` }}
    />
  )
}

/** CSS pixels per arrow key press when moving the picture. */
const panStep = 60
/** Approximate CSS pixels per arrow key press when moving a box. */
const boxStep = 10

const arrows: Readonly<Record<string, PicturePoint>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

const times = ({ x, y }: PicturePoint, by: number): PicturePoint => ({ x: x * by, y: y * by })

/** The picture in its frame, for panning and drawing boxes. */
export const PictureStage = ({
  view,
  label,
  looking,
  boxes,
  block,
  isDrawing,
  marks,
}: {
  readonly view: View
  readonly label: string
  readonly looking: Looking
  readonly boxes: Boxes
  /** Box edges are multiples of this. */
  readonly block: number
  readonly isDrawing: boolean
  /** Elements of the boxes by id, for moving the focus. */
  readonly marks: RefObject<Map<number, HTMLButtonElement>>
}): ReactElement => {
  const text = useText()
  const { frame, at, pan } = looking
  const drag = useDrag({ frame, picture: view, at, boxes, isDrawing, pan })
  const rows = useRef(0)

  const shown = boxes.all.map((box) => (drag.draft?.id === box.id ? drag.draft : box))
  const drawn = drag.draft !== null && drag.draft.id === 0 ? [...shown, drag.draft] : shown

  const panByKey = (event: KeyboardEvent): void => {
    const way = arrows[event.key]
    if (way === undefined || actIn(event, stageKeys) === null) return
    event.preventDefault()
    pan(times(way, -panStep))
  }
  const changeByKey = (event: KeyboardEvent, box: Box): void => {
    if (!isDrawing) return
    const act = actIn(event, boxKeys)
    const way = arrows[event.key]
    if (act === 'remove') {
      const index = boxes.all.findIndex(({ id }) => id === box.id)
      const next = boxes.all[index + 1] ?? boxes.all[index - 1]
      const heir = next === undefined ? frame.current : marks.current.get(next.id)
      boxes.remove(box.id)
      heir?.focus({ preventScroll: true })
    } else if (act !== null && way !== undefined) {
      const step =
        act === 'fine' ? block : Math.max(1, Math.round(boxStep / at.scale / block)) * block
      const change = event.shiftKey ? resized : moved
      const next = change(box, times(way, step), view)
      // A held or repeated key is one undo step.
      boxes.change(next, `${rows.current}.${box.id}.${event.shiftKey ? 'size' : 'place'}`)
      looking.reveal(grown(next, block, view))
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      ref={frame}
      className={classNames(styles['stage'], isDrawing ? styles['drawing'] : styles['moving'])}
      role="group"
      aria-label={text('viewer.stage')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- Arrow keys move the picture.
      tabIndex={0}
      onKeyDown={panByKey}
      onPointerDown={drag.begin}
      onPointerMove={drag.go}
      onPointerUp={drag.end}
      onPointerCancel={drag.giveUp}
      onDragStart={(event) => event.preventDefault()}
    >
      <PictureCanvas view={view} at={at} label={label} />
      {drawn.map((box, index) => (
        <BoxMark
          key={box.id}
          box={grown(box, block, view)}
          number={index + 1}
          at={at}
          isChosen={boxes.chosen === box.id}
          isDrawing={isDrawing}
          hold={(id, element) => {
            if (element === null) marks.current.delete(id)
            else marks.current.set(id, element)
          }}
          onGrab={(event, _, corner) => drag.grab(event, box, corner)}
          onKey={(event) => changeByKey(event, box)}
          onChoose={(id) => {
            if (boxes.chosen === id) return
            rows.current += 1
            boxes.choose(id)
            looking.reveal(grown(box, block, view))
          }}
        />
      ))}
    </div>
  )
}
