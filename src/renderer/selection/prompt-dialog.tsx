import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import shared from '../ui/shared.module.css'

/** Asks for the one value that a bulk action needs. */
export const PromptDialog = ({
  title,
  hint,
  confirm,
  isReady,
  onConfirm,
  onClose,
  children,
}: {
  readonly title: string
  readonly hint: string
  readonly confirm: string
  readonly isReady: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
  readonly children: ReactElement
}): ReactElement => {
  const text = useText()
  return (
    <Dialog
      title={title}
      size="small"
      isOpen
      onClose={onClose}
      actions={{
        out: <Button onPress={onClose}>{text('common.cancel')}</Button>,
        main: (
          <Button variant="primary" isDisabled={!isReady} onPress={onConfirm}>
            {confirm}
          </Button>
        ),
      }}
    >
      <form
        className={shared['stack3']}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) onConfirm()
        }}
      >
        {children}
        <p className={shared['quiet']}>{hint}</p>
      </form>
    </Dialog>
  )
}
