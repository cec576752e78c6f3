import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import { useAction } from '../../data/bridge.ts'
import { WipeLimits } from '../../wipe/limits.tsx'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { KeyChangeProgress } from '../../secrets/key-change-progress.tsx'
import { KeyFile } from '../../secrets/key-file.tsx'
import type { ChosenFile } from '../../secrets/key-file.tsx'
import { NewPassphrase } from '../../secrets/new-passphrase.tsx'
import type { NewPassphraseHandle } from '../../secrets/new-passphrase.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { DialogState } from '../../ui/dialog.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import shared from '../../ui/shared.module.css'
import styles from './settings.module.css'

const Form = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const toast = useToast()
  const current = useRef<HTMLInputElement>(null)
  const next = useRef<NewPassphraseHandle>(null)
  const [missing, setMissing] = useState<'current' | 'understood' | null>(null)
  const [isUnderstood, setUnderstood] = useState(false)
  const [keyFile, setKeyFile] = useState<ChosenFile>(null)
  const [wipeKeyFile, setWipeKeyFile] = useState<ChosenFile>(null)
  const set = useAction('wipe.set', {
    onSuccess: () => {
      toast({ text: text('wipe.setDone') })
      onClose()
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (set.isPending) return
    const passphrase = current.current?.value ?? ''
    if (passphrase === '') {
      setMissing('current')
      current.current?.focus()
      return
    }
    const wipe = next.current?.read() ?? null
    if (wipe === null) return
    if (!isUnderstood) {
      setMissing('understood')
      return
    }
    set.mutate({
      passphrase,
      keyFile: keyFile?.token ?? null,
      wipe,
      wipeKeyFile: wipeKeyFile?.token ?? null,
    })
  }
  return (
    <form className={shared['stack4']} onSubmit={submit}>
      <p>{text('wipe.setWhat')}</p>
      <p>{text('settings.newKey')}</p>
      <WipeLimits />
      <SecretField
        ref={current}
        name="current-passphrase"
        label={text('unlock.passphraseCurrent')}
        error={missing === 'current' ? text('unlock.needed') : undefined}
        autoFocus
        isDisabled={set.isPending}
        onInput={() => setMissing(null)}
      />
      <KeyFile
        label={text('settings.currentKeyFile')}
        value={keyFile}
        onChange={setKeyFile}
        isDisabled={set.isPending}
      />
      <hr className={styles['rule']} />
      <p>{text('wipe.setChoose')}</p>
      <NewPassphrase ref={next} label={text('wipe.words')} isDisabled={set.isPending} />
      <KeyFile
        label={text('wipe.keyFile')}
        value={wipeKeyFile}
        onChange={setWipeKeyFile}
        canCreate
        isDisabled={set.isPending}
      />
      <Checkbox
        isSelected={isUnderstood}
        isDisabled={set.isPending}
        onChange={(selected) => {
          setUnderstood(selected)
          setMissing(null)
        }}
      >
        {text('wipe.understood')}
      </Checkbox>
      {missing === 'understood' && (
        <p role="alert" className={shared['error']}>
          {text('wipe.understoodNeeded')}
        </p>
      )}
      <FailureBanner failure={set.error} />
      {set.isPending && <KeyChangeProgress label={text('wipe.setting')} />}
      <FormActions submit={text('wipe.setNow')} isPending={set.isPending} onCancel={onClose} />
    </form>
  )
}

/** Sets a wipe passphrase, after the user has read what it does and does not do. */
export const SetWipe = ({ isOpen, onClose }: DialogState): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('wipe.setTitle')} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  )
}
