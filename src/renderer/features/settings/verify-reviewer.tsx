import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useAction } from '../../data/bridge.ts'
import { HeardWords, useComparison } from '../../contacts/heard-words.tsx'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { Progress } from '../../ui/progress.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import shared from '../../ui/shared.module.css'

type ComparedReviewer = Out<'reviewers.list'>['reviewers'][number]

const Form = ({
  reviewer: { key, name, words },
  onClose,
}: {
  readonly reviewer: ComparedReviewer
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const comparison = useComparison()
  const passphrase = useRef<HTMLInputElement>(null)
  const [tried, setTried] = useState(false)
  const [missing, setMissing] = useState(false)
  const verify = useAction('reviewers.verify', {
    onSuccess: () => {
      toast({ text: text('reviewers.verifyDone', { name }) })
      onClose()
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (verify.isPending) return
    setTried(true)
    const typed = passphrase.current?.value ?? ''
    setMissing(typed === '')
    if (comparison.heard === null) return
    if (typed === '') passphrase.current?.focus()
    else verify.mutate({ reviewer: key, ...comparison.heard, passphrase: typed })
  }
  const isOther = verify.error?.code === 'invalid' && verify.error.fields.includes('heard')
  const isWrong = verify.error?.code === 'wrong-passphrase'
  return (
    <form className={shared['stack4']} onSubmit={submit}>
      <p>{text('reviewers.verifyText', { name })}</p>
      <HeardWords
        words={words}
        comparison={comparison}
        missing={tried ? text('reviewers.heardNeeded') : null}
        isDisabled={verify.isPending}
        onType={verify.reset}
      />
      <SecretField
        ref={passphrase}
        name="compared-reviewer-passphrase"
        label={text('reviewers.passphraseOf', { name })}
        description={text('reviewers.passphraseHint')}
        error={
          missing ? text('unlock.needed') : isWrong ? text('reviewers.wrongPassphrase') : undefined
        }
        isDisabled={verify.isPending}
        onInput={() => {
          setMissing(false)
          if (verify.isError) verify.reset()
        }}
      />
      {isOther && (
        <FailureBanner failure={verify.error} title={text('reviewers.heardWrong')}>
          <p>{text('reviewers.heardWrongText', { name })}</p>
        </FailureBanner>
      )}
      {!isOther && !isWrong && <FailureBanner failure={verify.error} />}
      {verify.isPending && <Progress label={text('reviewers.comparing')} />}
      <FormActions
        submit={text('contacts.verifyNow')}
        isPending={verify.isPending}
        onCancel={onClose}
      />
    </form>
  )
}

/**
 * A second reader compares their own slip with the key stored here, and proves that the passphrase
 * opens it.
 */
export const VerifyReviewer = ({
  reviewer,
  onClose,
}: {
  /** null: closed. */
  readonly reviewer: ComparedReviewer | null
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Dialog
      title={text('reviewers.verifyNamed', { name: reviewer?.name ?? '' })}
      isOpen={reviewer !== null}
      onClose={onClose}
      size="large"
    >
      {reviewer !== null && <Form reviewer={reviewer} onClose={onClose} />}
    </Dialog>
  )
}
