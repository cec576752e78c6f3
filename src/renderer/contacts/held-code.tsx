import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Contact } from '../../shared/contacts.ts'
import { useAction } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { CodeGroups } from '../secrets/code-groups.tsx'
import { Countdown } from '../secrets/countdown.tsx'
import { PassphraseAndReason } from '../secrets/passphrase-and-reason.tsx'
import shared from '../ui/shared.module.css'
import shown from '../secrets/shown.module.css'
import { uncopied } from '../secrets/uncopied.ts'
import { CommandButton } from '../commands/command-button.tsx'
import { DialogActions } from '../ui/dialog-actions.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useToast } from '../ui/toast.tsx'
import { useContactName } from './use-contact-name.ts'
import styles from './contacts.module.css'

const Body = ({
  contact,
  onClose,
}: {
  readonly contact: Contact
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const name = useContactName()(contact)
  // An event refetches the list in the background once the opening of the code is in the journal.
  const open = useAction('escrow.open', { changes: false })
  if (open.data === undefined) {
    const isOthers = open.error?.code === 'not-for-us'
    return (
      <div className={shared['stack4']}>
        <p>{text('escrow.openText', { name })}</p>
        {isOthers && (
          <FailureBanner failure={open.error} tone="warn" title={text('escrow.notOurs')}>
            <p>{text('escrow.notOursText')}</p>
          </FailureBanner>
        )}
        <PassphraseAndReason
          submit={text('identity.openNow')}
          failure={isOthers ? null : open.error}
          isPending={open.isPending}
          onSubmit={(given) => open.mutate({ author: contact.author, ...given })}
          onCancel={onClose}
        />
      </div>
    )
  }
  return (
    <div className={shared['stack4']}>
      <div className={shown['shown']} {...uncopied}>
        <CodeGroups groups={open.data.code.split('-')} />
      </div>
      <p>{text('escrow.next')}</p>
      <Countdown seconds={open.data.seconds} onEnd={onClose} />
      <DialogActions
        out={
          <Button variant="primary" autoFocus onPress={onClose}>
            {text('identity.closeNow')}
          </Button>
        }
      />
    </div>
  )
}

/** Asks before a held code is deleted, and states what its owner has to know. */
const DeleteCode = ({
  contact,
  escrow,
}: {
  readonly contact: Contact
  readonly escrow: NonNullable<Contact['escrow']>
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const name = useContactName()(contact)
  // The code that the question is about: a file may bring another one meanwhile.
  const [asked, setAsked] = useState<number | null>(null)
  const remove = useAction('escrow.delete', {
    onSuccess: () => {
      toast({ text: text('escrow.deleted', { name }) })
      close()
    },
  })
  const close = (): void => {
    remove.reset()
    setAsked(null)
  }
  return (
    <>
      <CommandButton
        words="escrow.delete"
        spoken="escrow.deleteNamed"
        values={{ name }}
        size="small"
        variant="quiet"
        onPress={() => setAsked(escrow.serial)}
      />
      {/* Asks first: afterwards this vault can no longer help the contact to unlock theirs. */}
      <ConfirmDialog
        title={text('escrow.deleteTitle', { name })}
        confirm={text('escrow.deleteNow')}
        danger
        isOpen={asked !== null}
        isPending={remove.isPending}
        onConfirm={() => {
          if (asked !== null) remove.mutate({ author: contact.author, serial: asked })
        }}
        onClose={close}
      >
        <p>{text('escrow.deleteText', { name })}</p>
        <p>{text('escrow.deleteLeft', { name })}</p>
        <FailureBanner failure={remove.error} />
      </ConfirmDialog>
    </>
  )
}

/** The sealed recovery code of a contact's vault that is held here, and showing it for a minute. */
export const HeldCode = ({ contact }: { readonly contact: Contact }): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  const name = useContactName()(contact)
  const [isOpen, setOpen] = useState(false)
  const { escrow } = contact
  if (escrow === null) return null
  const close = (): void => setOpen(false)
  return (
    <>
      <p className={shared['quiet']}>
        {escrow.opened === null
          ? text('escrow.holds', { day: format.day(escrow.day) })
          : text('escrow.holdsOpened', {
              day: format.day(escrow.day),
              opened: format.day(escrow.opened),
            })}
      </p>
      <div className={styles['actions']}>
        <CommandButton
          words="escrow.open"
          spoken="escrow.openNamed"
          values={{ name }}
          size="small"
          onPress={() => setOpen(true)}
        />
        <DeleteCode contact={contact} escrow={escrow} />
      </div>
      <Dialog title={text('escrow.openTitle', { name })} isOpen={isOpen} onClose={close}>
        <Body contact={contact} onClose={close} />
      </Dialog>
    </>
  )
}
