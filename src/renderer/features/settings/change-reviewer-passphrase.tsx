import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useAct } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { NewPassphrase } from '../../secrets/new-passphrase.tsx'
import type { NewPassphraseHandle } from '../../secrets/new-passphrase.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import styles from './settings.module.css'

type Reviewer = Out<'reviewers.list'>['reviewers'][number]

const Form = ({
  reviewer: { key, name },
  onClose,
}: {
  readonly reviewer: Reviewer
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const current = useRef<HTMLInputElement>(null)
  const next = useRef<NewPassphraseHandle>(null)
  const [missing, setMissing] = useState(false)
  const change = useAct('reviewers.changePassphrase', {
    onSuccess: () => {
      next.current?.clear()
      toast({ text: text('settings.changed') })
      onClose()
    },
  })
  const isWrong = change.error?.code === 'wrong-passphrase' && !missing
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
    if (chosen !== null) change.mutate({ reviewer: key, current: old, next: chosen })
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      <SecretField
        ref={current}
        name="current-reviewer-passphrase"
        label={text('reviewers.passphraseOf', { name })}
        error={
          missing ? text('unlock.needed') : isWrong ? text('reviewers.wrongPassphrase') : undefined
        }
        autoFocus
        isDisabled={change.isPending}
        onInput={() => setMissing(false)}
      />
      <NewPassphrase
        ref={next}
        label={text('reviewers.newPassphrase')}
        isDisabled={change.isPending}
      />
      {!isWrong && <FailureBanner refusal={change.error} />}
      {change.isPending && <Progress label={text('settings.changing')} />}
      <div className={styles['acts']}>
        <Button onPress={onClose} isDisabled={change.isPending}>
          {text('common.cancel')}
        </Button>
        <Button type="submit" variant="primary" isPending={change.isPending}>
          {text('settings.change')}
        </Button>
      </div>
    </form>
  )
}

/** Puts a second reader's key under another passphrase; their key stays the same. */
export const ChangeReviewerPassphrase = ({
  reviewer,
  onClose,
}: {
  readonly reviewer: Reviewer | null
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Dialog
      title={text('reviewers.changeTitle', { name: reviewer?.name ?? '' })}
      isOpen={reviewer !== null}
      onClose={onClose}
    >
      {reviewer !== null && <Form reviewer={reviewer} onClose={onClose} />}
    </Dialog>
  )
}
