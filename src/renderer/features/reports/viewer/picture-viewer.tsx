import { useState, useMemo } from 'react'
import type { ReactElement } from 'react'
import type { CleanedFile, View } from '../../../../shared/attachments.ts'
import type { Report } from '../../../../shared/records.ts'
import { FailureBanner } from '../../../data/failure-text.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { Banner } from '../../../ui/banner.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Progress } from '../../../ui/progress.tsx'
import { ImageEditor } from './image-editor.tsx'
import { useBoxes } from './use-boxes.ts'
import { useRedaction } from './use-redaction.ts'
import styles from './viewer.module.css'
import { call } from '../../../data/bridge.ts'
import type { AppError } from '../../../data/bridge.ts'
import { useLookedAt } from './use-looked-at.ts'

/** `hidden`: the copy is marked as cleaned but contains more than pixels. */
type Seen =
  | { readonly state: 'waiting' | 'hidden' }
  | { readonly state: 'failed'; readonly failure: AppError }
  | { readonly state: 'there'; readonly view: View; readonly digest: string }

/**
 * The pixels of a cleaned copy, released on unmount. The previous copy stays until the next is
 * loaded, so that burning in boxes causes no flicker.
 */
const useView = (
  reportId: Report['id'],
  digest: string,
  /** Settles when the report contains the copy. */
  named: () => Promise<unknown>,
): Seen => {
  const [seen, setSeen] = useState<Seen>({ state: 'waiting' })
  useLookedAt(
    useMemo(() => ({ reportId, digest }), [reportId, digest]),
    named,
    (asked) => call('attachments.view', asked),
    {
      seen: ({ view }) =>
        setSeen(view === null ? { state: 'hidden' } : { state: 'there', view, digest }),
      failed: (failure) => setSeen({ state: 'failed', failure }),
    },
  )
  return seen
}

/** A cleaned copy in the whole window, to inspect and to burn boxes into. */
export const PictureViewer = ({
  copy,
  name,
  reportId,
  startsDrawing,
  named,
  onCopy,
  onClose,
}: {
  readonly copy: CleanedFile
  /** Name of the original. */
  readonly name: string
  readonly reportId: Report['id']
  readonly startsDrawing: boolean
  /** Settles when the report contains the copy. */
  readonly named: () => Promise<unknown>
  /** Replaces the shown copy; null: view only. */
  readonly onCopy: ((copy: CleanedFile) => void) | null
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const seen = useView(reportId, copy.digest, named)
  const boxes = useBoxes()
  const redaction = useRedaction(reportId)
  const [isLeaving, setLeaving] = useState(false)
  const close = (): void => {
    // Cancelling first restores the picture and the boxes.
    if (redaction.isBurning) redaction.cancel()
    else if (boxes.all.length > 0) setLeaving(true)
    else onClose()
  }
  return (
    <Dialog title={text('attachments.copyOf', { name })} isOpen size="full" onClose={close}>
      {seen.state === 'there' ? (
        <ImageEditor
          view={seen.view}
          isStale={seen.digest !== copy.digest}
          copy={copy}
          name={name}
          boxes={boxes}
          redaction={redaction}
          startsDrawing={startsDrawing}
          onCopy={onCopy}
        />
      ) : (
        <div className={styles['instead']}>
          {seen.state === 'waiting' && (
            <Progress label={text('viewer.opening')} value={undefined} />
          )}
          {seen.state === 'hidden' && (
            <Banner tone="danger" title={text('attachments.onlyCalledCleaned')}>
              <p>{text('attachments.onlyCalledCleanedHelp')}</p>
            </Banner>
          )}
          {seen.state === 'failed' && <FailureBanner failure={seen.failure} />}
        </div>
      )}
      {/* Asks first: the user may believe that the boxes are burned in, and a toast is not enough. */}
      <ConfirmDialog
        title={text('viewer.leaveTitle', { count: boxes.all.length })}
        confirm={text('viewer.leave')}
        isOpen={isLeaving}
        danger
        onConfirm={onClose}
        onClose={() => setLeaving(false)}
      >
        <p>{text('viewer.leaveText')}</p>
      </ConfirmDialog>
    </Dialog>
  )
}
