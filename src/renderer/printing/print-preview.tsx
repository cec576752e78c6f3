import type { ReactElement, ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useAct } from '../bridge.ts'
import { FailureBanner } from '../failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import styles from './paper-sheet.module.css'

/**
 * A sheet is seen before it is printed. What goes to the printer is a second copy beside the
 * window, so that no line of the window itself can get onto the paper.
 */
export const PrintPreview = ({
  title,
  warning,
  sheet,
  isOpen,
  onClose,
}: {
  readonly title: string
  readonly warning: string
  readonly sheet: ReactNode
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  // Who closed the dialog of the system is back where they were.
  const print = useAct('app.print', {
    changes: false,
    onSuccess: ({ printed }) => {
      if (printed) onClose()
    },
  })
  return (
    <>
      <Dialog
        title={title}
        size="large"
        isOpen={isOpen}
        onClose={onClose}
        actions={{
          out: <Button onPress={onClose}>{text('common.cancel')}</Button>,
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
        <FailureBanner refusal={print.error} />
        <Banner tone="warn">
          <p>{warning}</p>
        </Banner>
        <ScrollRegion label={title}>{sheet}</ScrollRegion>
      </Dialog>
      {isOpen &&
        createPortal(
          <div className={styles['paper']} data-print="paper" aria-hidden="true">
            {sheet}
          </div>,
          document.body,
        )}
    </>
  )
}
