import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import { useAct } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { KeyFile } from '../../secrets/key-file.tsx'
import type { ChosenFile } from '../../secrets/key-file.tsx'
import { RecoverySheet } from '../../secrets/recovery-sheet.tsx'
import { FormActs } from '../../ui/form-acts.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import styles from './settings.module.css'

/** Makes a new recovery code and shows its sheet; the sheet has to be proved before it closes. */
export const NewRecoveryCode = ({
  vaultName,
  isOpen,
  onClose,
}: {
  readonly vaultName: string
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const field = useRef<HTMLInputElement>(null)
  const [missing, setMissing] = useState(false)
  const [keyFile, setKeyFile] = useState<ChosenFile>(null)
  const make = useAct('vault.newRecoveryCode')
  const close = (): void => {
    make.reset()
    setKeyFile(null)
    onClose()
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (make.isPending) return
    const passphrase = field.current?.value ?? ''
    setMissing(passphrase === '')
    if (passphrase === '') field.current?.focus()
    else make.mutate({ passphrase, keyFile: keyFile?.token ?? null })
  }
  return (
    <Dialog
      title={text('settings.newRecoveryTitle')}
      isOpen={isOpen}
      onClose={close}
      mustAnswer={make.isSuccess || make.isPending}
      ignoreEscape={make.isSuccess || make.isPending}
    >
      {make.isSuccess ? (
        <RecoverySheet
          code={make.data.recoveryCode}
          vaultName={vaultName}
          onDone={() => {
            toast({ text: text('settings.recoveryDone') })
            close()
          }}
        />
      ) : (
        <form className={styles['form']} onSubmit={submit}>
          <p>{text('settings.recoveryText')}</p>
          <SecretField
            ref={field}
            name="passphrase"
            label={text('unlock.passphrase')}
            error={missing ? text('unlock.needed') : undefined}
            autoFocus
            isDisabled={make.isPending}
            onInput={() => {
              setMissing(false)
              if (make.isError) make.reset()
            }}
          />
          <KeyFile value={keyFile} onChange={setKeyFile} isDisabled={make.isPending} />
          <FailureBanner refusal={make.error} />
          {make.isPending && <Progress label={text('settings.makingRecovery')} />}
          <FormActs
            submit={text('settings.makeRecovery')}
            isPending={make.isPending}
            onCancel={close}
          />
        </form>
      )}
    </Dialog>
  )
}
