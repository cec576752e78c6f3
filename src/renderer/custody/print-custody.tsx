import type { ReactElement } from 'react'
import { createPortal } from 'react-dom'
import type { Out } from '../../shared/contract.ts'
import { useAct } from '../bridge.ts'
import { FailureBanner } from '../failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { CustodySheet } from './custody-sheet.tsx'
import styles from './custody-sheet.module.css'

/** The sheet is seen before it is printed; a second copy beside the window goes to the printer. */
export const PrintCustody = ({
  id,
  custody,
  onClose,
}: {
  readonly id: string
  readonly custody: Out<'custody.of'>
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const print = useAct('app.print', { changes: false, onSuccess: onClose })
  return (
    <>
      <Dialog
        title={text('custody.printTitle')}
        size="large"
        isOpen
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
          <p>{text('custody.printText')}</p>
        </Banner>
        <div
          // A long sheet scrolls, and must be reachable for those who have no mouse.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="group"
          aria-label={text('custody.printTitle')}
        >
          <CustodySheet id={id} custody={custody} />
        </div>
      </Dialog>
      {createPortal(
        <div className={styles['paper']} data-print="custody" aria-hidden="true">
          <CustodySheet id={id} custody={custody} />
        </div>,
        document.body,
      )}
    </>
  )
}
