import { useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { formKind, useFormDraft } from '../../data/form-store.tsx'
import { useSubmitForm } from '../../data/submit-form.ts'
import { limits } from '../../records/limits.ts'
import { Banner } from '../../ui/banner.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { DialogState } from '../../ui/dialog.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import shared from '../../ui/shared.module.css'

const recipientForms = formKind<{ readonly label: string; readonly key: string }>()

/** Format of a public key, as in the contract. */
const keyForm = /^[A-Za-z0-9_-]{1622}$/

const Form = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const kept = useFormDraft(recipientForms, 'new', { label: '', key: '' })
  const { content, change, forget } = kept
  const { label, key } = content
  const [tried, setTried] = useState(false)
  const add = useSubmitForm('identity.addRecipient', kept, {
    said: () => 'identity.added',
    onSaved: onClose,
  })
  const bare = key.replace(/\s/g, '')
  const fits = keyForm.test(bare)
  const refused = add.error?.code === 'invalid'
  const isKnown = add.error?.code === 'exists'
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (fits && label.trim() !== '') add.send({ key: bare, label: label.trim() })
  }
  return (
    <form className={shared['stack4']} onSubmit={submit}>
      <Banner tone="warn" title={text('identity.compare')}>
        <p>{text('identity.compareText')}</p>
      </Banner>
      <TextField
        label={text('identity.label')}
        isRequired
        description={text('identity.labelHint')}
        value={label}
        maxLength={limits.identityLabel}
        error={tried && label.trim() === '' ? text('identity.labelNeeded') : undefined}
        autoFocus
        onChange={(next) => change({ label: next })}
      />
      <TextArea
        label={text('identity.publicKey')}
        isRequired
        value={key}
        maxLength={limits.recipientText}
        rows={4}
        error={
          tried && (!fits || refused)
            ? text('identity.badKey')
            : isKnown
              ? text('identity.knownKey')
              : undefined
        }
        onChange={(typed) => {
          change({ key: typed })
          add.reset()
        }}
      />
      {!refused && !isKnown && <FailureBanner failure={add.error} />}
      <FormActions
        submit={text('identity.addNow')}
        isPending={add.isPending}
        onCancel={() => {
          forget()
          onClose()
        }}
      />
    </form>
  )
}

/** Adds the public key of another desk: identities are sealed to it too from then on. */
export const AddIdentityRecipient = ({ isOpen, onClose }: DialogState): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('identity.addTitle')} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  )
}
