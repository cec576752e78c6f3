import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { AppError } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { limits } from '../records/limits.ts'
import { FormActions } from '../ui/form-actions.tsx'
import { Progress } from '../ui/progress.tsx'
import { SecretField } from '../ui/secret-field.tsx'
import { TextArea } from '../ui/text-field.tsx'
import shared from '../ui/shared.module.css'

const shortestReason = 3

/** Asks for the identity passphrase and a reason: no identity is opened without both. */
export const PassphraseAndReason = ({
  submit,
  failure,
  isPending,
  onSubmit,
  onCancel,
}: {
  readonly submit: string
  readonly failure: AppError | null
  readonly isPending: boolean
  readonly onSubmit: (given: { readonly passphrase: string; readonly reason: string }) => void
  readonly onCancel: () => void
}): ReactElement => {
  const text = useText()
  const passphrase = useRef<HTMLInputElement>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [missing, setMissing] = useState(false)
  const isWrong = failure?.code === 'wrong-passphrase' && !missing
  const fits = reason.trim().length >= shortestReason

  const send = (event: SubmitEvent): void => {
    event.preventDefault()
    // A form around its dialog would also receive the event.
    event.stopPropagation()
    if (isPending) return
    const given = passphrase.current?.value ?? ''
    setTried(true)
    setMissing(given === '')
    if (given === '') passphrase.current?.focus()
    else if (fits) onSubmit({ passphrase: given, reason: reason.trim() })
  }

  return (
    <form className={shared['stack4']} onSubmit={send}>
      <SecretField
        ref={passphrase}
        name="identity-passphrase"
        label={text('identity.passphrase')}
        isRequired
        description={text('identity.passphraseHint')}
        error={
          missing ? text('unlock.needed') : isWrong ? text('identity.wrongPassphrase') : undefined
        }
        autoFocus
        isDisabled={isPending}
        onInput={() => setMissing(false)}
      />
      <TextArea
        label={text('identity.reason')}
        isRequired
        description={text('identity.reasonHint')}
        error={tried && !fits ? text('identity.reasonNeeded') : undefined}
        value={reason}
        maxLength={limits.reason}
        rows={2}
        isDisabled={isPending}
        onChange={setReason}
      />
      {!isWrong && <FailureBanner failure={failure} />}
      {isPending && <Progress label={text('identity.opening')} />}
      <FormActions submit={submit} isPending={isPending} onCancel={onCancel} />
    </form>
  )
}
