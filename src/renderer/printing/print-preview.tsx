import { useEffect, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useIntl } from 'react-intl'
import { call, useAction } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { languageOf } from '../i18n/languages.ts'
import { useText } from '../i18n/use-text.ts'
import { useReadOnly } from '../records/use-read-only.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import { paperBlocks } from './paper-blocks.ts'
import { useSaveInClear } from './use-save-in-clear.ts'
import styles from './paper-sheet.module.css'

/**
 * A preview of a sheet before it is printed or saved as PDF. The printed content is a separate
 * copy, so that no other text of the window can reach the paper.
 */
export const PrintPreview = ({
  id,
  title,
  warning,
  sheet,
  preview = sheet,
  isOpen,
  onClose,
}: {
  /** The record of the sheet. */
  readonly id: string
  readonly title: string
  readonly warning: string
  readonly sheet: ReactNode
  /** The sheet with parts folded, for the dialog. */
  readonly preview?: ReactNode
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const { locale } = useIntl()
  const isReadOnly = useReadOnly()
  const paper = useRef<HTMLDivElement>(null)
  const [isAsking, setAsking] = useState(false)
  const { isSaving, failure, save, forget } = useSaveInClear((folder) => {
    const { current: sheet } = paper
    if (sheet === null) return null
    const shown = { language: languageOf(locale), blocks: paperBlocks(sheet) }
    return call('paper.save', { id, paper: shown, folder, confirmed: true })
  })
  // After cancelling the system dialog, the preview is still open.
  const print = useAction('app.print', {
    changes: false,
    onSuccess: ({ printed }) => {
      if (printed) onClose()
    },
  })
  const { reset } = print
  useEffect(() => {
    if (isOpen) return
    reset()
    forget()
    // Only on closing: the next opening starts without results.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isOpen])
  const saveOnce = async (): Promise<void> => {
    const isSaved = await save()
    setAsking(false)
    if (isSaved) onClose()
  }
  return (
    <>
      <Dialog
        title={title}
        size="large"
        isOpen={isOpen}
        onClose={onClose}
        actions={{
          out: <Button onPress={onClose}>{text('common.cancel')}</Button>,
          also: (
            <Button icon="export" isDisabled={isReadOnly} onPress={() => setAsking(true)}>
              {text('paper.save')}
            </Button>
          ),
          main: (
            <Button
              variant="primary"
              icon="print"
              isPending={print.isPending}
              onPress={() => print.mutate({})}
            >
              {text('common.print')}
            </Button>
          ),
        }}
      >
        <FailureBanner failure={print.error ?? failure} />
        <Banner tone="warn">
          <p>{warning}</p>
        </Banner>
        <ScrollRegion label={title}>{preview}</ScrollRegion>
      </Dialog>
      <ConfirmDialog
        title={text('paper.saveTitle')}
        confirm={text('attachments.saveConfirm')}
        isOpen={isOpen && isAsking}
        isPending={isSaving}
        danger
        onConfirm={() => void saveOnce()}
        onClose={() => setAsking(false)}
      >
        <p>{text('paper.saveText')}</p>
        <p>{text('paper.saveOnly')}</p>
      </ConfirmDialog>
      {isOpen &&
        createPortal(
          <div ref={paper} className={styles['paper']} data-print="paper" aria-hidden="true">
            {sheet}
          </div>,
          document.body,
        )}
    </>
  )
}
