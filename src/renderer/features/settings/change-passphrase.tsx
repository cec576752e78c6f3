import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import { useAction } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { KeyChangeProgress } from '../../secrets/key-change-progress.tsx'
import { KeyFile } from '../../secrets/key-file.tsx'
import type { ChosenFile } from '../../secrets/key-file.tsx'
import { NewPassphrase } from '../../secrets/new-passphrase.tsx'
import type { NewPassphraseHandle } from '../../secrets/new-passphrase.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { DialogState } from '../../ui/dialog.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import shared from '../../ui/shared.module.css'
import styles from './settings.module.css'

const Form = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const toast = useToast()
  const current = useRef<HTMLInputElement>(null)
  const next = useRef<NewPassphraseHandle>(null)
  const [missing, setMissing] = useState(false)
  const [currentKeyFile, setCurrentKeyFile] = useState<ChosenFile>(null)
  const [nextKeyFile, setNextKeyFile] = useState<ChosenFile>(null)
  const change = useAction('vault.changePassphrase', {
    onSuccess: () => {
      toast({ text: text('settings.changed') })
      onClose()
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (change.isPending) return
    const old = current.current?.value ?? ''
    setMissing(old === '')
    if (old === '') {
      current.current?.focus()
      return
    }
    const chosen = next.current?.read() ?? null
    if (chosen === null) return
    change.mutate({
      current: old,
      currentKeyFile: currentKeyFile?.token ?? null,
      next: chosen,
      nextKeyFile: nextKeyFile?.token ?? null,
    })
  }
  return (
    <form className={shared['stack4']} onSubmit={submit}>
      <p>{text('settings.newKey')}</p>
      <SecretField
        ref={current}
        name="current-passphrase"
        label={text('unlock.passphraseCurrent')}
        error={missing ? text('unlock.needed') : undefined}
        autoFocus
        isDisabled={change.isPending}
        onInput={() => setMissing(false)}
      />
      <KeyFile
        label={text('settings.currentKeyFile')}
        value={currentKeyFile}
        onChange={setCurrentKeyFile}
        isDisabled={change.isPending}
      />
      <hr className={styles['rule']} />
      <NewPassphrase
        ref={next}
        label={text('unlock.passphraseNew')}
        isDisabled={change.isPending}
      />
      <KeyFile
        label={text('settings.nextKeyFile')}
        value={nextKeyFile}
        onChange={setNextKeyFile}
        canCreate
        isDisabled={change.isPending}
      />
      <FailureBanner failure={change.error} />
      {change.isPending && <KeyChangeProgress label={text('settings.changing')} />}
      <FormActions
        submit={text('settings.change')}
        isPending={change.isPending}
        onCancel={onClose}
      />
    </form>
  )
}

/** Changes the passphrase or key file; the old one no longer opens the vault. */
export const ChangePassphrase = ({ isOpen, onClose }: DialogState): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('settings.changeTitle')} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  )
}
