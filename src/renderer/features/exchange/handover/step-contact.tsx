import type { ReactElement } from 'react'
import type { Contact } from '../../../../shared/contacts.ts'
import { LookAlikeWarning } from '../../../contacts/contact-key.tsx'
import { useContactName } from '../../../contacts/use-contact-name.ts'
import { useText } from '../../../i18n/use-text.ts'
import { CommandButton } from '../../../commands/command-button.tsx'
import { DialogActions } from '../../../ui/dialog-actions.tsx'
import { ReviewPage } from '../../../review/review-page.tsx'
import { WizardSummary } from '../wizard.tsx'
import type { What } from '../wizard.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import styles from '../exchange.module.css'

/** Exactly one verified contact: records must not be erased for any other recipient. */
export const StepContact = ({
  what,
  contacts,
  value,
  onChange,
  onNext,
  onBack,
}: {
  readonly what: What
  /** Verified contacts only. */
  readonly contacts: readonly Contact[]
  readonly value: string
  readonly onChange: (author: string) => void
  readonly onNext: () => void
  readonly onBack: () => void
}): ReactElement => {
  const text = useText()
  const nameOf = useContactName()
  const chosen = contacts.find(({ author }) => author === value)
  const isReady = chosen !== undefined
  return (
    <form
      className={styles['wide']}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) onNext()
      }}
    >
      <ReviewPage
        summary={
          <WizardSummary
            what={what}
            recipients={chosen === undefined ? undefined : [chosen.recipient]}
          />
        }
        act={
          <DialogActions
            out={<CommandButton words="exchange.back" onPress={onBack} />}
            main={<CommandButton words="exchange.next" variant="primary" isDisabled={!isReady} />}
          />
        }
      >
        <h1 className={styles['title']}>{text('handover.whomTitle')}</h1>
        {contacts.length === 0 ? (
          <Banner tone="danger" title={text('handover.nobody')} />
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
        <LookAlikeWarning of={chosen?.lookAlikes ?? []} />
      </ReviewPage>
    </form>
  )
}
