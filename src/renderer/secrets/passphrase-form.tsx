import { useRef, useState } from 'react'
import type { ReactElement, ReactNode, SubmitEvent } from 'react'
import type { In } from '../../shared/contract.ts'
import type { AppError } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { FormActions } from '../ui/form-actions.tsx'
import { SecretField } from '../ui/secret-field.tsx'
import { KeyChangeProgress } from './key-change-progress.tsx'
import { KeyFile } from './key-file.tsx'
import type { ChosenFile } from './key-file.tsx'
import shared from '../ui/shared.module.css'

/** A dialog that asks for the vault's credentials and runs an action with them. */
export const PassphraseForm = ({
  act,
  label,
  submit,
  pending,
  refused,
  onSubmit,
  onCancel,
  children,
}: {
  readonly act: {
    readonly isPending: boolean
    readonly isError: boolean
    readonly error: AppError | null
    readonly reset: () => void
  }
  /** Label of the field, if it is not the vault's passphrase. */
  readonly label?: string
  readonly submit: string
  /** Text while pending. */
  readonly pending: string
  /** Error message in place of the standard one. */
  readonly refused?: ReactNode
  readonly onSubmit: (credential: In<'vault.unlock'>) => void
  readonly onCancel: () => void
  /** Explains the action before it runs. */
  readonly children: ReactNode
}): ReactElement => {
  const text = useText()
  const field = useRef<HTMLInputElement>(null)
  const [missing, setMissing] = useState(false)
  const [keyFile, setKeyFile] = useState<ChosenFile>(null)
  const send = (event: SubmitEvent): void => {
    event.preventDefault()
    if (act.isPending) return
    const passphrase = field.current?.value ?? ''
    setMissing(passphrase === '')
    if (passphrase === '') field.current?.focus()
    else onSubmit({ passphrase, keyFile: keyFile?.token ?? null })
  }
  return (
    <form className={shared['stack4']} onSubmit={send}>
      {children}
      <SecretField
        ref={field}
        name="passphrase"
        label={label ?? text('unlock.passphrase')}
        error={missing ? text('unlock.needed') : undefined}
        autoFocus
        isDisabled={act.isPending}
        onInput={() => {
          setMissing(false)
          if (act.isError) act.reset()
        }}
      />
      <KeyFile value={keyFile} onChange={setKeyFile} isDisabled={act.isPending} />
      {refused ?? <FailureBanner failure={act.error} />}
      {act.isPending && <KeyChangeProgress label={pending} />}
      <FormActions submit={submit} isPending={act.isPending} onCancel={onCancel} />
    </form>
  )
}
