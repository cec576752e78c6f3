import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { AppError } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { NewPassphrase } from '../../secrets/new-passphrase.tsx'
import type { NewPassphraseHandle } from '../../secrets/new-passphrase.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { Progress } from '../../ui/progress.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import shared from '../../ui/shared.module.css'

/** Changes the passphrase of a key that has its own; the key stays the same. */
export const ChangeKeyPassphrase = ({
  name,
  words,
  failure,
  isPending,
  onChange,
  onCancel,
}: {
  /** Name of the current-passphrase field. */
  readonly name: string
  readonly words: { readonly current: string; readonly wrong: string; readonly next: string }
  readonly failure: AppError | null
  readonly isPending: boolean
  /** `clear` empties the fields when they are no longer needed. */
  readonly onChange: (
    passphrases: { readonly current: string; readonly next: string },
    clear: () => void,
  ) => void
  readonly onCancel: () => void
}): ReactElement => {
  const text = useText()
  const current = useRef<HTMLInputElement>(null)
  const next = useRef<NewPassphraseHandle>(null)
  const [missing, setMissing] = useState(false)
  const isWrong = failure?.code === 'wrong-passphrase' && !missing
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (isPending) return
    const old = current.current?.value ?? ''
    setMissing(old === '')
    if (old === '') {
      current.current?.focus()
      return
    }
    const chosen = next.current?.read() ?? null
    if (chosen !== null) onChange({ current: old, next: chosen }, () => next.current?.clear())
  }
  return (
    <form className={shared['stack4']} onSubmit={submit}>
      <SecretField
        ref={current}
        name={name}
        label={words.current}
        error={missing ? text('unlock.needed') : isWrong ? words.wrong : undefined}
        autoFocus
        isDisabled={isPending}
        onInput={() => setMissing(false)}
      />
      <NewPassphrase ref={next} label={words.next} isDisabled={isPending} />
      {!isWrong && <FailureBanner failure={failure} />}
      {isPending && <Progress label={text('settings.changing')} />}
      <FormActions submit={text('settings.change')} isPending={isPending} onCancel={onCancel} />
    </form>
  )
}
