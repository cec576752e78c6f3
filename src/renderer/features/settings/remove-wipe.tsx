import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import { useAct } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { KeyFile } from '../../secrets/key-file.tsx'
import type { ChosenFile } from '../../secrets/key-file.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FormActs } from '../../ui/form-acts.tsx'
import { Progress } from '../../ui/progress.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import styles from './settings.module.css'

const Form = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const toast = useToast()
  const field = useRef<HTMLInputElement>(null)
  const [missing, setMissing] = useState(false)
  const [keyFile, setKeyFile] = useState<ChosenFile>(null)
  const remove = useAct('duress.removeWipe', {
    onSuccess: () => {
      toast({ text: text('duress.removeDone') })
      onClose()
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (remove.isPending) return
    const passphrase = field.current?.value ?? ''
    setMissing(passphrase === '')
    if (passphrase === '') field.current?.focus()
    else remove.mutate({ passphrase, keyFile: keyFile?.token ?? null })
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p>{text('duress.removeText')}</p>
      <SecretField
        ref={field}
        name="passphrase"
        label={text('unlock.passphrase')}
        error={missing ? text('unlock.needed') : undefined}
        autoFocus
        isDisabled={remove.isPending}
        onInput={() => {
          setMissing(false)
          if (remove.isError) remove.reset()
        }}
      />
      <KeyFile value={keyFile} onChange={setKeyFile} isDisabled={remove.isPending} />
      <FailureBanner refusal={remove.error} />
      {remove.isPending && <Progress label={text('duress.removing')} />}
      <FormActs submit={text('duress.removeNow')} isPending={remove.isPending} onCancel={onClose} />
    </form>
  )
}

/** Takes the wipe passphrase out of the vault. */
export const RemoveWipe = ({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('duress.removeTitle')} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  )
}
