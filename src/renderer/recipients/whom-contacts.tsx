import { Fragment } from 'react'
import type { ReactElement } from 'react'
import type { Contact } from '../../shared/contacts.ts'
import { ContactKey, LookAlikeWarning } from '../contacts/contact-key.tsx'
import { useContactName } from '../contacts/use-contact-name.ts'
import { useText } from '../i18n/use-text.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import shared from '../ui/shared.module.css'
import { RecipientChip } from './recipient-chip.tsx'
import styles from './recipients.module.css'

/** Contacts to choose from, with their verification state; revoked contacts are omitted. */
export const WhomContacts = ({
  contacts,
  chosen,
  isDisabled,
  onChange,
}: {
  readonly contacts: readonly Contact[]
  readonly chosen: ReadonlySet<string>
  readonly isDisabled: boolean
  readonly onChange: (chosen: ReadonlySet<string>) => void
}): ReactElement => {
  const text = useText()
  const nameOf = useContactName()
  const present = contacts.filter(({ state }) => state !== 'revoked')
  if (present.length === 0) return <p className={shared['quiet']}>{text('contacts.chooseNone')}</p>
  return (
    <fieldset className={styles['people']}>
      <legend className={styles['peopleTitle']}>{text('contacts.chooseLabel')}</legend>
      {present.map((contact) => (
        <Fragment key={contact.author}>
          <div className={styles['person']}>
            <Checkbox
              isSelected={chosen.has(contact.author)}
              isDisabled={isDisabled}
              onChange={(isChosen) => {
                const next = new Set(chosen)
                if (isChosen) next.add(contact.author)
                else next.delete(contact.author)
                onChange(next)
              }}
            >
              {nameOf(contact)}
            </Checkbox>
            <RecipientChip fingerprint={contact.fingerprint} name={contact} isNamed={false} />
          </div>
          {/* The warning tells namesakes apart by the keys of their cards. */}
          {contact.lookAlikes.length > 0 && <ContactKey of={contact} />}
          <LookAlikeWarning of={contact.lookAlikes} />
        </Fragment>
      ))}
    </fieldset>
  )
}
