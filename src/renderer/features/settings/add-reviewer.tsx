import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useAction } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { NewPassphrase } from '../../secrets/new-passphrase.tsx'
import type { NewPassphraseHandle } from '../../secrets/new-passphrase.tsx'
import { Banner } from '../../ui/banner.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { DialogState } from '../../ui/dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import shared from '../../ui/shared.module.css'
import { CardWords, useWordLanguage } from '../../contacts/card-words.tsx'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'

type SlipReviewer = Out<'reviewers.list'>['reviewers'][number]

/** The words of a new key, shown once: its owner copies them and takes them along. */
const ReaderSlip = ({
  reviewer: { name, words },
  onDone,
}: {
  readonly reviewer: SlipReviewer
  readonly onDone: () => void
}): ReactElement => {
  const text = useText()
  const [language, setLanguage] = useWordLanguage()
  const [isWritten, setWritten] = useState(false)
  return (
    <div className={shared['stack4']}>
      <p>{text('reviewers.slipText', { name })}</p>
      <CardWords words={words} language={language} onLanguage={setLanguage} />
      <Banner tone="warn" title={text('reviewers.slipOnce')}>
        <p>{text('reviewers.slipOnceText', { name })}</p>
      </Banner>
      {/* Takes the focus: a second Enter after the passphrase closes nothing. */}
      <Checkbox autoFocus isSelected={isWritten} onChange={setWritten}>
        {text('reviewers.slipWritten', { name })}
      </Checkbox>
      <DialogActions
        out={
          <Button variant="primary" isDisabled={!isWritten} onPress={onDone}>
            {text('common.close')}
          </Button>
        }
      />
    </div>
  )
}

const nameMax = 80

type AddedReviewer = Out<'reviewers.list'>['reviewers'][number]

const Form = ({
  onBusy,
  onAdded,
  onClose,
}: {
  readonly onBusy: (isBusy: boolean) => void
  readonly onAdded: (reviewer: AddedReviewer | null) => void
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const passphrase = useRef<NewPassphraseHandle>(null)
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const add = useAction('reviewers.add', {
    onMutate: () => onBusy(true),
    onSettled: () => onBusy(false),
    onSuccess: ({ reviewers }) => {
      passphrase.current?.clear()
      onAdded(reviewers.at(-1) ?? null)
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
    <form className={shared['stack4']} onSubmit={submit}>
      <Banner tone="warn" title={text('reviewers.inPerson')}>
        <p>{text('reviewers.inPersonText')}</p>
      </Banner>
      <TextField
        label={text('reviewers.name')}
        isRequired
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
      {!isTaken && <FailureBanner failure={add.error} />}
      {add.isPending && <Progress label={text('identity.creating')} />}
      <FormActions submit={text('reviewers.addNow')} isPending={add.isPending} onCancel={onClose} />
    </form>
  )
}

/**
 * Adds a second reader, in person at the desk: their name here, a passphrase of their own, and the
 * words of their key on paper.
 */
export const AddReviewer = ({ isOpen, onClose }: DialogState): ReactElement => {
  const text = useText()
  const toast = useToast()
  const [isBusy, setBusy] = useState(false)
  const [added, setAdded] = useState<AddedReviewer | null>(null)
  const mustStay = isBusy || added !== null
  return (
    <Dialog
      title={
        added === null
          ? text('reviewers.addTitle')
          : text('reviewers.slipTitle', { name: added.name })
      }
      isOpen={isOpen}
      onClose={onClose}
      mustAnswer={mustStay}
      ignoreEscape={mustStay}
    >
      {added === null ? (
        <Form onBusy={setBusy} onAdded={setAdded} onClose={onClose} />
      ) : (
        <ReaderSlip
          reviewer={added}
          onDone={() => {
            setAdded(null)
            toast({ text: text('reviewers.added') })
            onClose()
          }}
        />
      )}
    </Dialog>
  )
}
