import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import { useAct } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { NewPassphrase } from '../../secrets/new-passphrase.tsx'
import type { NewPassphraseHandle } from '../../secrets/new-passphrase.tsx'
import { Banner } from '../../ui/banner.tsx'
import { FormActs } from '../../ui/form-acts.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import styles from './settings.module.css'

const nameMax = 80

const Form = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const toast = useToast()
  const passphrase = useRef<NewPassphraseHandle>(null)
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const add = useAct('reviewers.add', {
    onSuccess: () => {
      passphrase.current?.clear()
      toast({ text: text('reviewers.added') })
      onClose()
    },
  })
  const isTaken = add.error?.code === 'exists'
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (add.isPending) return
    setTried(true)
    if (name.trim() === '') return
    const chosen = passphrase.current?.read() ?? null
    if (chosen !== null) add.mutate({ name: name.trim(), passphrase: chosen })
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      <Banner tone="warn" title={text('reviewers.inPerson')}>
        <p>{text('reviewers.inPersonText')}</p>
      </Banner>
      <TextField
        label={text('reviewers.name')}
        description={text('reviewers.nameHint')}
        value={name}
        maxLength={nameMax}
        error={
          tried && name.trim() === ''
            ? text('reviewers.nameNeeded')
            : isTaken
              ? text('reviewers.nameTaken')
              : undefined
        }
        autoFocus
        isDisabled={add.isPending}
        onChange={(typed) => {
          setName(typed)
          add.reset()
        }}
      />
      <NewPassphrase
        ref={passphrase}
        label={text('reviewers.newPassphrase')}
        isDisabled={add.isPending}
      />
      {!isTaken && <FailureBanner refusal={add.error} />}
      {add.isPending && <Progress label={text('identity.creating')} />}
      <FormActs submit={text('reviewers.addNow')} isPending={add.isPending} onCancel={onClose} />
    </form>
  )
}

/** A second reader, at the desk in person: their name here, and a passphrase that is theirs alone. */
export const AddReviewer = ({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('reviewers.addTitle')} isOpen={isOpen} onClose={onClose}>
      <Form onClose={onClose} />
    </Dialog>
  )
}
