import type { ReactElement } from 'react'
import { createPortal } from 'react-dom'
import type { Source } from '../../../shared/records.ts'
import { useAct } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { Footprint } from './footprint-lists.tsx'
import { FootprintSheet } from './footprint-sheet.tsx'
import styles from './footprint-sheet.module.css'

/**
 * The sheet is seen before it is printed. What goes to the printer is a second copy beside the
 * window, so that no line of the window itself can get onto the paper.
 */
export const PrintFootprint = ({
  source,
  found,
  isOpen,
  onClose,
}: {
  readonly source: Source
  readonly found: Footprint
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const print = useAct('app.print', { changes: false, onSuccess: onClose })
  return (
    <>
      <Dialog
        title={text('sources.foundPrint')}
        size="large"
        isOpen={isOpen}
        onClose={onClose}
        actions={
          <>
            <Button onPress={onClose}>{text('common.cancel')}</Button>
            <Button
              variant="primary"
              icon="print"
              isPending={print.isPending}
              onPress={() => print.mutate({})}
            >
              {text('common.print')}
            </Button>
          </>
        }
      >
        <FailureBanner refusal={print.error} />
        <Banner tone="warn">
          <p>{text('sources.foundPrintText')}</p>
        </Banner>
        <div
          // A long sheet scrolls, and must be reachable for those who have no mouse.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="group"
          aria-label={text('sources.foundPrint')}
        >
          <FootprintSheet source={source} found={found} />
        </div>
      </Dialog>
      {isOpen &&
        createPortal(
          <div className={styles['paper']} data-print="footprint" aria-hidden="true">
            <FootprintSheet source={source} found={found} />
          </div>,
          document.body,
        )}
    </>
  )
}
