import type { ReactElement } from 'react'
import type { Contact } from '../../../../shared/contacts.ts'
import { LookAlikeWarning } from '../../../contacts/contact-key.tsx'
import { useContactName } from '../../../contacts/use-contact-name.ts'
import { useText } from '../../../i18n/use-text.ts'
import { CommandButton } from '../../../commands/command-button.tsx'
import { DialogActions } from '../../../ui/dialog-actions.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import styles from '../exchange.module.css'

/** Exactly one verified contact: records must not be erased for any other recipient. */
export const StepContact = ({
  contacts,
  value,
  onChange,
  onNext,
  onBack,
}: {
  /** Verified contacts only. */
  readonly contacts: readonly Contact[]
  readonly value: string
  readonly onChange: (author: string) => void
  readonly onNext: () => void
  readonly onBack: () => void
}): ReactElement => {
  const text = useText()
  const nameOf = useContactName()
  const isReady = contacts.some(({ author }) => author === value)
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) onNext()
      }}
    >
      <h2 className={styles['title']}>{text('handover.whomTitle')}</h2>
      {contacts.length === 0 ? (
        <Banner tone="warn" title={text('handover.nobody')} />
      ) : (
        <RadioGroup<string>
          label={text('handover.whomTitle')}
          description={text('handover.whomText')}
          hideLabel
          value={value}
          options={contacts.map((contact) => ({
            value: contact.author,
            label: nameOf(contact),
            description: text('contacts.key', { key: contact.key }),
          }))}
          onChange={onChange}
        />
      )}
      <LookAlikeWarning of={contacts.find(({ author }) => author === value)?.lookAlikes ?? []} />
      <DialogActions
        out={<CommandButton words="exchange.back" onPress={onBack} />}
        main={<CommandButton words="exchange.next" variant="primary" isDisabled={!isReady} />}
      />
    </form>
  )
}
