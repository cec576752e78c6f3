import type { ReactElement } from 'react'
import { useText } from '../../../i18n/use-text.ts'
import { Button } from '../../../ui/button.tsx'
import { ProgressWithCancel } from '../../../ui/progress-with-cancel.tsx'
import { Chip } from '../../../ui/tag.tsx'
import { Pager } from './pager.tsx'
import type { KeptPages } from './use-kept-pages.ts'
import type { Looking } from './use-viewport.ts'
import { ZoomControls } from './zoom-controls.tsx'
import styles from './viewer.module.css'

/** The current page, page navigation, and saving pages as pictures. */
export const PagesBar = ({
  page,
  pages,
  looking,
  kept,
  room,
  onPage,
}: {
  readonly page: number
  readonly pages: number
  readonly looking: Looking
  readonly kept: KeptPages
  /** How many more files the report can have; null: read only. */
  readonly room: number | null
  readonly onPage: (page: number) => void
}): ReactElement => {
  const text = useText()
  const all = Array.from({ length: pages }, (_, at) => at + 1)
  const { going } = kept
  return (
    <div className={styles['bar']} role="group" aria-label={text('viewer.tools')}>
      <Chip tone="warn" icon="alert">
        {text('pages.fromOriginal')}
      </Chip>
      <span className={styles['facts']} />
      <Pager page={page} pages={pages} onPage={onPage} />
      <ZoomControls looking={looking} />
      {room !== null && going === null && (
        <div className={styles['zoom']}>
          <Button size="small" isDisabled={room < 1} onPress={() => void kept.keep([page])}>
            {text('pages.keep')}
          </Button>
          {pages > 1 && (
            <Button
              size="small"
              variant="quiet"
              isDisabled={room < pages}
              onPress={() => void kept.keep(all)}
            >
              {text('pages.keepAll', { count: pages })}
            </Button>
          )}
        </div>
      )}
      {going !== null && (
        <div className={styles['writing']}>
          <ProgressWithCancel
            label={text('pages.writing')}
            value={going.count > 1 ? going.done / going.count : undefined}
            onCancel={kept.cancel}
          />
        </div>
      )}
    </div>
  )
}
