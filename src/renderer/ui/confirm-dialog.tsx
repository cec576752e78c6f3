import type { ReactElement, ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { useText } from '../i18n/use-text.ts'

/**
 * Asks before an action that cannot be undone, and names the action on its button. Never for an
 * undoable one. If the action destroys something, a second Enter does nothing.
 */
export const ConfirmDialog = ({
  title,
  children,
  confirm,
  isOpen,
  isPending = false,
  danger = false,
  size = 'small',
  onConfirm,
  onClose,
}: {
  readonly title: string
  readonly children: ReactNode
  /** Label of the button: the action itself, not "OK". */
  readonly confirm: string
  readonly isOpen: boolean
  readonly isPending?: boolean
  readonly danger?: boolean
  /** `medium` for a long label of the button. */
  readonly size?: 'small' | 'medium'
  readonly onConfirm: () => void
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      size={size}
      mustAnswer
      role="alertdialog"
      actions={{
        out: (
          <Button onPress={onClose} isDisabled={isPending} autoFocus={danger}>
            {text('common.cancel')}
          </Button>
        ),
        main: (
          <Button
            variant={danger ? 'danger' : 'primary'}
            onPress={onConfirm}
            isPending={isPending}
            autoFocus={!danger}
          >
            {confirm}
          </Button>
        ),
      }}
    >
      {children}
    </Dialog>
  )
}
