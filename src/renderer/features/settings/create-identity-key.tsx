import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import { useAction } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { NewPassphrase } from '../../secrets/new-passphrase.tsx'
import type { NewPassphraseHandle } from '../../secrets/new-passphrase.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import shared from '../../ui/shared.module.css'

const Form = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const toast = useToast()
  const passphrase = useRef<NewPassphraseHandle>(null)
  const [label, setLabel] = useState(text('identity.thisDesk'))
  const create = useAction('identity.createKey', {
    onSuccess: () => {
      toast({ text: text('identity.created') })
      onClose()
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (create.isPending) return
    const chosen = passphrase.current?.read() ?? null
    if (chosen !== null) create.mutate({ passphrase: chosen, label: label.trim() })
  }
  return (
    <form className={shared['stack4']} onSubmit={submit}>
      <TextField
        label={text('identity.label')}
        description={text('identity.labelHint')}
        value={label}
        maxLength={limits.identityLabel}
        isDisabled={create.isPending}
        onChange={setLabel}
      />
      <NewPassphrase
        ref={passphrase}
        label={text('identity.newPassphrase')}
        description={text('identity.createWarningText')}
        isDisabled={create.isPending}
      />
      <FailureBanner failure={create.error} />
      {create.isPending && <Progress label={text('identity.creating')} />}
      <FormActions
        submit={text('identity.createNow')}
        isPending={create.isPending}
        onCancel={onClose}
      />
    </form>
  )
}

/** Creates this desk's identity key; if there is one and it is open, replaces it. */
export const CreateIdentityKey = ({
  isReplacing,
  isOpen,
  onClose,
}: {
  readonly isReplacing: boolean
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const title = text(isReplacing ? 'identity.replaceTitle' : 'identity.createTitle')
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  )
}
