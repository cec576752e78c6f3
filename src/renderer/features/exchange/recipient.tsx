import type { ReactElement } from 'react'
import type { Contact } from '../../../shared/contacts.ts'
import { useDesk } from '../../bridge.ts'
import { ContactChip } from '../../contacts/contact-chip.tsx'
import { useContactName } from '../../contacts/use-contact-name.ts'
import styles from './exchange.module.css'

/** Whose key it is, or the key itself, which then is nobody's that is known. */
export const Recipient = ({
  recipient,
  contacts,
}: {
  readonly recipient: string
  readonly contacts: readonly Contact[]
}): ReactElement => {
  const nameOf = useContactName()
  const { data: self } = useDesk('exchange.self', {})
  const isOurs = self?.hybrid === recipient || self?.classic === recipient
  const holders = contacts.filter((contact) => contact.recipient === recipient)
  const contact = holders.find(({ state }) => state === 'verified') ?? holders[0]
  if (contact === undefined) {
    return (
      <div className={styles['person']}>
        <p className={styles['key']} title={recipient.slice(0, 48)}>
          {recipient}
        </p>
        {!isOurs && <ContactChip state="unverified" />}
      </div>
    )
  }
  return (
    <div className={styles['person']}>
      <p>{nameOf(contact)}</p>
      <ContactChip state={contact.state} />
    </div>
  )
}
