import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { DialogActions } from './dialog-actions.tsx'
import type { DialogActionsProps } from './dialog-actions.tsx'
import { classNames } from './class-names.ts'
import { IconButton } from './button.tsx'
import { useText } from '../i18n/use-text.ts'
import styles from './dialog.module.css'

/** What its caller says of a dialog that is there all the time, and opens and closes. */
export type DialogState = { readonly isOpen: boolean; readonly onClose: () => void }

/** Text fields; a changed checkbox is easily set again. */
const typed = 'textarea, input:not([type="checkbox"], [type="radio"])'

/**
 * A modal dialog; everything else is inert until it closes. A press outside closes it, unless
 * `mustAnswer` or text was typed in it; Escape closes it, unless `ignoreEscape`; the cross does,
 * unless both are set. The buttons stay in view while the rest scrolls, also those of a form in it.
 */
export const Dialog = ({
  title,
  children,
  actions,
  isOpen,
  onClose,
  size = 'medium',
  mustAnswer = false,
  ignoreEscape = false,
  role = 'dialog',
}: {
  readonly title: string
  readonly children: ReactNode
  readonly actions?: DialogActionsProps
  /** `full`: the whole window, for viewers; the content sets its own margins. */
  readonly size?: 'small' | 'medium' | 'large' | 'full'
  readonly mustAnswer?: boolean
  /** For content that is shown once and would be lost. */
  readonly ignoreEscape?: boolean
  readonly role?: 'dialog' | 'alertdialog'
} & DialogState): ReactElement => {
  const text = useText()
  const [isTyped, setTyped] = useState(false)
  // Text typed in an earlier opening is gone.
  if (!isOpen && isTyped) setTyped(false)
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable={!mustAnswer && !isTyped}
      isKeyboardDismissDisabled={ignoreEscape}
      className={classNames(styles['overlay'], size === 'full' && styles['edgeless'])}
    >
      <Modal className={classNames(styles['modal'], styles[size])}>
        <AriaDialog role={role} className={styles['dialog']}>
          <header className={styles['header']}>
            <Heading slot="title" level={2} className={styles['title']}>
              {title}
            </Heading>
            {!(mustAnswer && ignoreEscape) && (
              <IconButton
                icon="close"
                size="small"
                label={text('common.close')}
                onPress={onClose}
              />
            )}
          </header>
          <div
            className={styles['body']}
            onInput={({ target }) => {
              if (target instanceof HTMLElement && target.matches(typed)) setTyped(true)
            }}
          >
            {children}
            {actions !== undefined && <DialogActions {...actions} />}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
