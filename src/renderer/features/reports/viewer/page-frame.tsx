import type { KeyboardEvent, ReactElement } from 'react'
import { useEffect, useRef } from 'react'
import type { View } from '../../../../shared/attachments.ts'
import { FailureBanner } from '../../../data/failure-text.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { lookingKeys, pageKeys } from '../../../commands/shortcuts/keys.ts'
import { actIn } from '../../../ui/chord.ts'
import { Progress } from '../../../ui/progress.tsx'
import { PagesBar } from './pages-bar.tsx'
import { PictureStage } from './picture-stage.tsx'
import { useBoxes } from './use-boxes.ts'
import type { KeptPages } from './use-kept-pages.ts'
import { lookingActions, useViewport } from './use-viewport.ts'
import styles from './viewer.module.css'

/** A page with its tools. Boxes are drawn on the saved pictures, not here. */
export const PageFrame = ({
  view,
  page,
  wanted,
  pages,
  name,
  kept,
  room,
  onPage,
}: {
  readonly view: View
  /** The shown page. */
  readonly page: number
  /** The requested page; still loading if it differs from the shown one. */
  readonly wanted: number
  readonly pages: number
  readonly name: string
  readonly kept: KeptPages
  /** How many more files the report can have; null: read only. */
  readonly room: number | null
  readonly onPage: (page: number) => void
}): ReactElement => {
  const text = useText()
  const looking = useViewport(view)
  const boxes = useBoxes()
  const marks = useRef(new Map<number, HTMLButtonElement>())
  const { frame } = looking
  useEffect(() => {
    // Focus the frame, so that the page keys work at once.
    frame.current?.focus({ preventScroll: true })
  }, [frame])
  const turn = (to: number): void => {
    if (to >= 1 && to <= pages) onPage(to)
  }
  const keys = (event: KeyboardEvent): void => {
    const act = actIn(event, { ...pageKeys, ...lookingKeys })
    if (act === null) return
    const does = {
      after: () => turn(wanted + 1),
      before: () => turn(wanted - 1),
      first: () => turn(1),
      last: () => turn(pages),
      ...lookingActions(looking),
    }
    does[act]()
    event.preventDefault()
  }
  return (
    <div className={styles['columns']} onKeyDown={keys}>
      <div className={styles['main']}>
        <PagesBar
          page={wanted}
          pages={pages}
          looking={looking}
          kept={kept}
          room={room}
          onPage={turn}
        />
        {page !== wanted && (
          <div className={styles['veil']}>
            <Progress label={text('pages.drawing')} value={undefined} />
          </div>
        )}
        {kept.failure !== null && (
          <div className={styles['veil']}>
            <FailureBanner failure={kept.failure} />
          </div>
        )}
        <PictureStage
          view={view}
          label={text('pages.picture', { name, page, pages })}
          looking={looking}
          boxes={boxes}
          block={1}
          isDrawing={false}
          marks={marks}
        />
        <p className={styles['note']}>
          {text(room === null ? 'pages.note' : 'pages.noteKeep')}
          {room !== null && room < pages && ` ${text('pages.noRoom', { count: room })}`}
        </p>
      </div>
    </div>
  )
}
