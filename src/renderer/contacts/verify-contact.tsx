import { useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { Contact } from '../../shared/contacts.ts'
import { useAction } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { Dialog } from '../ui/dialog.tsx'
import { FormActions } from '../ui/form-actions.tsx'
import { useToast } from '../ui/toast.tsx'
import { HeardWords, useComparison } from './heard-words.tsx'
import { useContactName } from './use-contact-name.ts'
import shared from '../ui/shared.module.css'

const Form = ({
  contact,
  onClose,
}: {
  readonly contact: Contact
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  // The card as it was when the dialog opened: a newer card has to be compared again.
  const [{ keys, words }] = useState(contact)
  const comparison = useComparison()
  const [tried, setTried] = useState(false)
  const verify = useAction('contacts.verify', {
    onSuccess: () => {
      toast({ text: text('contacts.verifiedDone') })
      onClose()
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (comparison.heard === null) return
    verify.mutate({ author: contact.author, keys, ...comparison.heard })
  }
  const isWrong = verify.error?.code === 'invalid'
  const isOver = verify.error?.code === 'conflict'
  return (
    <form className={shared['stack4']} onSubmit={submit}>
      <p>{text('contacts.verifyText')}</p>
      <HeardWords
        words={words}
        comparison={comparison}
        missing={tried ? text('contacts.heardNeeded') : null}
        onType={verify.reset}
      />
      {isWrong || isOver ? (
        <FailureBanner
          failure={verify.error}
          tone={isWrong ? 'danger' : 'warn'}
          title={text(isWrong ? 'contacts.heardWrong' : 'contacts.cardChanged')}
        />
      ) : (
        <FailureBanner failure={verify.error} />
      )}
      <FormActions
        submit={text('contacts.verifyNow')}
        isPending={verify.isPending}
        onCancel={onClose}
      />
    </form>
  )
}

/** Two people compare the words of a card: ten are read, two are typed as heard. */
export const VerifyContact = ({
  contact,
  onClose,
}: {
  /** null: closed. */
  readonly contact: Contact | null
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const nameOf = useContactName()
  return (
    <Dialog
      title={text('contacts.verifyTitle', { name: contact === null ? '' : nameOf(contact) })}
      isOpen={contact !== null}
      onClose={onClose}
      size="large"
    >
      {contact !== null && <Form contact={contact} onClose={onClose} />}
    </Dialog>
  )
}
