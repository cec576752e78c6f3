import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import type { CleanedFile, View } from '../../../../shared/attachments.ts'
import { useText } from '../../../i18n/use-text.ts'
import { drawingKeys, lookingKeys } from '../../../commands/shortcuts/keys.ts'
import { actIn } from '../../../ui/chord.ts'
import { Progress } from '../../../ui/progress.tsx'
import { BoxPanel } from './box-panel.tsx'
import { between, blockOf, grown } from './boxes.ts'
import { PictureStage } from './picture-stage.tsx'
import type { Boxes } from './use-boxes.ts'
import type { Redaction } from './use-redaction.ts'
import { lookingActions, useViewport } from './use-viewport.ts'
import { ViewerBar } from './viewer-bar.tsx'
import styles from './viewer.module.css'

/** Size of a new box along each side, as a share of the visible part. */
const share = 0.2

/** The picture with its tools, and the boxes beside it. */
export const ImageEditor = ({
  view,
  isStale,
  copy,
  name,
  boxes,
  redaction,
  startsDrawing,
  onCopy,
}: {
  readonly view: View
  /** The picture is that of the previous copy; the new one is loading. */
  readonly isStale: boolean
  readonly copy: CleanedFile
  readonly name: string
  readonly boxes: Boxes
  readonly redaction: Redaction
  readonly startsDrawing: boolean
  readonly onCopy: ((copy: CleanedFile) => void) | null
}): ReactElement => {
  const text = useText()
  const looking = useViewport(view)
  const [isDrawing, setDrawing] = useState(startsDrawing && onCopy !== null)
  /** The copy that was there when the picture was opened, after it was replaced. */
  const [first, setFirst] = useState<CleanedFile | null>(null)
  const marks = useRef(new Map<number, HTMLButtonElement>())
  const block = blockOf(copy.mediaType)
  const isBusy = redaction.isBurning || isStale
  /** Receives the focus once it is rendered. */
  const [wanted, setWanted] = useState<number | null>(null)
  useEffect(() => {
    if (wanted === null) return
    marks.current.get(wanted)?.focus({ preventScroll: true })
    setWanted(null)
  }, [wanted])

  const add = (): void => {
    const { at, seen } = looking.middle()
    const [x, y] = [(seen.width * share) / 2, (seen.height * share) / 2]
    const box = between({ x: at.x - x, y: at.y - y }, { x: at.x + x, y: at.y + y }, view)
    setWanted(boxes.add(box))
  }
  const burn = async (): Promise<void> => {
    if (onCopy === null) return
    const all = boxes.all.map((box) => grown(box, block, view))
    const redacted = await redaction.burn(copy.digest, all)
    if (redacted === null) return
    setFirst(first ?? copy)
    boxes.clear()
    onCopy(redacted)
  }
  const takeBack = (): void => {
    if (first === null || onCopy === null) return
    setFirst(null)
    onCopy(first)
  }
  const keys = (event: KeyboardEvent): void => {
    const act = actIn(event, { ...drawingKeys, ...lookingKeys })
    const isForBoxes = act === 'undo' || act === 'redo'
    if (act === null || (isForBoxes && (!isDrawing || isBusy))) return
    const does = { undo: boxes.undo, redo: boxes.redo, ...lookingActions(looking) }
    does[act]()
    event.preventDefault()
  }
  return (
    <div className={styles['columns']} onKeyDown={keys}>
      <div className={styles['main']}>
        <ViewerBar
          copy={copy}
          picture={view}
          isReduced={view.shown.width < view.width}
          looking={looking}
          isDrawing={isDrawing}
          onDrawing={onCopy === null ? null : setDrawing}
        />
        {isStale && (
          <div className={styles['veil']}>
            <Progress label={text('viewer.opening')} value={undefined} />
          </div>
        )}
        <PictureStage
          view={view}
          label={text('viewer.picture', { name })}
          looking={looking}
          boxes={boxes}
          block={block}
          isDrawing={isDrawing && !isBusy}
          marks={marks}
        />
      </div>
      {isDrawing && (
        <BoxPanel
          boxes={boxes}
          picture={view}
          block={block}
          redaction={redaction}
          onAdd={add}
          onChoose={setWanted}
          onBurn={() => void burn()}
          onTakeBack={first === null ? null : takeBack}
        />
      )}
    </div>
  )
}
