import { useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { Contact } from '../../shared/contacts.ts'
import { useAct } from '../bridge.ts'
import { FailureBanner } from '../failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { limits } from '../records/limits.ts'
import { Banner } from '../ui/banner.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FormActs } from '../ui/form-acts.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useToast } from '../ui/toast.tsx'
import { CardWords, useWordLanguage } from './card-words.tsx'
import { useContactName } from './use-contact-name.ts'
import styles from './contacts.module.css'

const count = 12

/** Two places of twelve, ascending, other ones each time: nobody learns which will be asked. */
const drawn = (): readonly [number, number] => {
  const [a = 0, b = 0] = crypto.getRandomValues(new Uint32Array(2))
  const one = a % count
  const other = (one + 1 + (b % (count - 1))) % count
  return one < other ? [one, other] : [other, one]
}

const Form = ({
  contact,
  onClose,
}: {
  readonly contact: Contact
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const [language, setLanguage] = useWordLanguage()
  // As it was when the dialog opened: a card that comes meanwhile has to be compared anew.
  const [{ keys, words }] = useState(contact)
  const [hidden] = useState(drawn)
  const [heard, setHeard] = useState<Readonly<Record<number, string>>>({})
  const [tried, setTried] = useState(false)
  const verify = useAct('contacts.verify', {
    onSuccess: () => {
      toast({ text: text('contacts.verifiedDone') })
      onClose()
    },
  })
  const isMissing = (at: number): boolean => (heard[at] ?? '').trim() === ''
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (hidden.some(isMissing)) return
    verify.mutate({
      author: contact.author,
      keys,
      language,
      heard: hidden.map((at) => ({ at, word: heard[at] ?? '' })),
    })
  }
  const isWrong = verify.error?.code === 'invalid'
  const isOver = verify.error?.code === 'conflict'
  return (
    <form className={styles['stack']} onSubmit={submit}>
      <p>{text('contacts.verifyText')}</p>
      <CardWords words={words} language={language} onLanguage={setLanguage} hidden={hidden} />
      <div className={styles['fields']}>
        {hidden.map((at, i) => (
          <TextField
            key={at}
            label={text('contacts.heard', { number: at + 1 })}
            value={heard[at] ?? ''}
            maxLength={limits.name}
            autoFocus={i === 0}
            error={tried && isMissing(at) ? text('contacts.heardNeeded') : undefined}
            onChange={(word) => {
              setHeard({ ...heard, [at]: word })
              verify.reset()
            }}
          />
        ))}
      </div>
      {isWrong && <Banner tone="danger" announce title={text('contacts.heardWrong')} />}
      {isOver && <Banner tone="warn" announce title={text('contacts.cardChanged')} />}
      {!isWrong && !isOver && <FailureBanner refusal={verify.error} />}
      <FormActs
        submit={text('contacts.verifyNow')}
        isPending={verify.isPending}
        onCancel={onClose}
      />
    </form>
  )
}

/** Two people compare a card's words: ten are looked at, two are typed as they are heard. */
export const VerifyContact = ({
  contact,
  onClose,
}: {
  /** null: closed. */
  readonly contact: Contact | null
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const nameOf = useContactName()
  return (
    <Dialog
      title={text('contacts.verifyTitle', { name: contact === null ? '' : nameOf(contact) })}
      isOpen={contact !== null}
      onClose={onClose}
      size="large"
    >
      {contact !== null && <Form contact={contact} onClose={onClose} />}
    </Dialog>
  )
}
