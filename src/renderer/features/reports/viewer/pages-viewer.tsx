import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Attachment } from '../../../../shared/attachments.ts'
import type { Report } from '../../../../shared/records.ts'
import { FailureBanner } from '../../../data/failure-text.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { Progress } from '../../../ui/progress.tsx'
import { Pager } from './pager.tsx'
import { PageFrame } from './page-frame.tsx'
import { useKeptPages } from './use-kept-pages.ts'
import { usePage } from './use-page.ts'
import styles from './viewer.module.css'

/** The pages of a PDF in the whole window, rendered one by one from the original. */
export const PagesViewer = ({
  file,
  name,
  reportId,
  named,
  room,
  onKept,
  onClose,
}: {
  readonly file: Attachment
  readonly name: string
  readonly reportId: Report['id']
  /** Settles when the report contains the file. */
  readonly named: () => Promise<unknown>
  /** How many more files the report can have; null: read only. */
  readonly room: number | null
  readonly onKept: (picture: Attachment) => void
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const [wanted, setWanted] = useState(1)
  const seen = usePage(reportId, file.id, wanted, named)
  const kept = useKeptPages(reportId, file.id, onKept)
  const close = (): void => {
    // Cancelling first returns to the page.
    if (kept.going === null) onClose()
    else kept.cancel()
  }
  return (
    <Dialog title={text('pages.of', { name })} isOpen size="full" onClose={close}>
      {seen.state === 'there' ? (
        <PageFrame
          view={seen.view}
          page={seen.page}
          wanted={wanted}
          pages={seen.pages}
          name={name}
          kept={kept}
          room={room}
          onPage={setWanted}
        />
      ) : (
        <div className={styles['instead']}>
          {seen.state === 'waiting' ? (
            <Progress label={text('pages.drawing')} value={undefined} />
          ) : (
            <>
              <FailureBanner failure={seen.failure} />
              {seen.pages > 1 && <Pager page={wanted} pages={seen.pages} onPage={setWanted} />}
            </>
          )}
        </div>
      )}
    </Dialog>
  )
}
