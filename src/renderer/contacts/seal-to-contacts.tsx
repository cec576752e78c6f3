import type { ReactElement } from 'react'
import { useDesk } from '../bridge.ts'
import { FailureBanner } from '../failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { SealTo } from './seal-to.tsx'
import styles from './contacts.module.css'

/** Verified contacts whose identity key is not taken yet. Nothing is shown where there are none. */
export const SealToContacts = (): ReactElement | null => {
  const text = useText()
  const { data: contacts = [], error } = useDesk('contacts.list', {})
  const offered = contacts.filter(
    ({ state, hasIdentity, isSealedTo }) => state === 'verified' && hasIdentity && !isSealedTo,
  )
  if (error !== null) return <FailureBanner refusal={error} />
  if (offered.length === 0) return null
  return (
    <div className={styles['offers']}>
      <p className={styles['quiet']}>{text('contacts.fromContact')}</p>
      {offered.map((contact) => (
        <div key={contact.author} className={styles['who']}>
          <SealTo contact={contact} />
        </div>
      ))}
    </div>
  )
}
