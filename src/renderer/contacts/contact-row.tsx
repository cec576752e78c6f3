import type { ReactElement } from 'react'
import type { Contact } from '../../shared/contacts.ts'
import { useAction } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { useCommands } from '../commands/commands.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { useToast } from '../ui/toast.tsx'
import { ContactChip } from './contact-chip.tsx'
import { ContactKey, LookAlikeWarning } from './contact-key.tsx'
import { HeldCode } from './held-code.tsx'
import { SealTo } from './seal-to.tsx'
import { useContactName } from './use-contact-name.ts'
import shared from '../ui/shared.module.css'
import styles from './contacts.module.css'

/** A contact: name, verification state, and actions. */
export const ContactRow = ({
  contact,
  onVerify,
  onRevoke,
}: {
  readonly contact: Contact
  readonly onVerify: () => void
  readonly onRevoke: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const toast = useToast()
  const name = useContactName()(contact)
  const setDesk = useAction('contacts.setDesk', {
    onSuccess: (_, { isDesk }) =>
      toast({ text: text(isDesk ? 'contacts.deskOn' : 'contacts.deskOff', { name }) }),
  })
  const { state, revoked, verified } = contact
  const isVerified = state === 'verified'
  useCommands(
    {
      'contacts.verifyNamed': revoked === null && !isVerified && onVerify,
      'contacts.revokeNamed': revoked === null && onRevoke,
    },
    { name },
  )
  return (
    <li className={styles['contact']}>
      <div className={styles['who']}>
        <p className={styles['name']}>
          {name} <ContactChip state={state} />
        </p>
        <ContactKey of={contact} />
        <LookAlikeWarning of={contact.lookAlikes} />
        <p className={shared['quiet']}>
          {revoked !== null
            ? text('contacts.revokedOn', { day: format.day(revoked) })
            : verified !== null
              ? text('contacts.comparedOn', { day: format.day(verified) })
              : text('contacts.addedOn', { day: format.day(contact.added) })}
        </p>
        {contact.namesUs && revoked === null && (
          <p className={shared['quiet']}>{text('contacts.namesUs')}</p>
        )}
        {(isVerified || contact.isDesk) && (
          <Checkbox
            isSelected={contact.isDesk}
            isDisabled={setDesk.isPending}
            description={text('contacts.deskText')}
            onChange={(isDesk) => setDesk.mutate({ author: contact.author, isDesk })}
          >
            {text('contacts.desk')}
          </Checkbox>
        )}
        {isVerified && contact.hasIdentity && <SealTo contact={contact} />}
        <HeldCode contact={contact} />
        <FailureBanner failure={setDesk.error} />
      </div>
      {revoked === null && (
        <div className={styles['actions']}>
          {!isVerified && (
            <Button
              size="small"
              variant="primary"
              aria-label={text('contacts.verifyNamed', { name })}
              onPress={onVerify}
            >
              {text('contacts.verify')}
            </Button>
          )}
          <Button
            size="small"
            aria-label={text('contacts.revokeNamed', { name })}
            onPress={onRevoke}
          >
            {text('contacts.revoke')}
          </Button>
        </div>
      )}
    </li>
  )
}
