import type { ReactElement, ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { classNames } from './class-names.ts'
import { IconButton } from './button.tsx'
import { useText } from '../i18n/use-text.ts'
import styles from './dialog.module.css'

/**
 * A window over the window; everything else is inert until it closes. A press outside closes it,
 * unless `mustAnswer`; Escape does, unless `ignoreEscape`.
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
  /** Buttons, the most important one last. */
  readonly actions?: ReactNode
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly size?: 'small' | 'medium' | 'large'
  readonly mustAnswer?: boolean
  /** For what is shown once and would be lost. */
  readonly ignoreEscape?: boolean
  readonly role?: 'dialog' | 'alertdialog'
}): ReactElement => {
  const text = useText()
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable={!mustAnswer}
      isKeyboardDismissDisabled={ignoreEscape}
      className={styles['overlay']}
    >
      <Modal className={classNames(styles['modal'], styles[size])}>
        <AriaDialog role={role} className={styles['dialog']}>
          <header className={styles['header']}>
            <Heading slot="title" level={2} className={styles['title']}>
              {title}
            </Heading>
            {!mustAnswer && (
              <IconButton
                icon="close"
                size="small"
                label={text('common.close')}
                onPress={onClose}
              />
            )}
          </header>
          <div className={styles['body']}>{children}</div>
          {actions !== undefined && <footer className={styles['actions']}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
