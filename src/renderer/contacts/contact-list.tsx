import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Contact } from '../../shared/contacts.ts'
import { useAction, useVaultQuery } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { useCommands } from '../commands/commands.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { AddContact } from './add-contact.tsx'
import { ContactRow } from './contact-row.tsx'
import { useContactName } from './use-contact-name.ts'
import { VerifyContact } from './verify-contact.tsx'
import shared from '../ui/shared.module.css'
import styles from './contacts.module.css'

/** All contacts, with their verification state. */
export const ContactList = (): ReactElement => {
  const text = useText()
  const nameOf = useContactName()
  const { data: contacts, error } = useVaultQuery('contacts.list', {})
  const [file, setFile] = useState<string | null>(null)
  const [compared, setCompared] = useState<Contact | null>(null)
  const [asked, setAsked] = useState<Contact | null>(null)
  const choose = useAction('dialog.openCard', {
    changes: false,
    onSuccess: (chosen) => setFile(chosen.file),
  })
  const revoke = useAction('contacts.revoke')
  const add = (): void => choose.mutate({})
  useCommands({ 'palette.addContact': add })
  return (
    <section className={shared['looseCard']} aria-labelledby="contacts">
      <div className={styles['head']}>
        <h2 id="contacts" className={shared['heading']}>
          {text('contacts.title')}
        </h2>
        <Button icon="plus" isPending={choose.isPending} onPress={add}>
          {text('contacts.add')}
        </Button>
      </div>
      <p className={shared['quiet']}>
        {text(contacts?.length === 0 ? 'contacts.empty' : 'contacts.lead')}
      </p>
      <FailureBanner failure={error ?? choose.error ?? revoke.error} />
      {contacts !== undefined && contacts.length > 0 && (
        <ul className={shared['stack']}>
          {contacts.map((contact) => (
            <ContactRow
              key={contact.author}
              contact={contact}
              onVerify={() => setCompared(contact)}
              onRevoke={() => setAsked(contact)}
            />
          ))}
        </ul>
      )}
      <AddContact file={file} onClose={() => setFile(null)} />
      <VerifyContact contact={compared} onClose={() => setCompared(null)} />
      {/* Asks first: the verification is lost, and only a new comparison of the words restores it. */}
      <ConfirmDialog
        title={text('contacts.revokeTitle', { name: asked === null ? '' : nameOf(asked) })}
        confirm={text('contacts.revokeNow')}
        danger
        isOpen={asked !== null}
        onConfirm={() => {
          if (asked !== null) revoke.mutate({ author: asked.author })
          setAsked(null)
        }}
        onClose={() => setAsked(null)}
      >
        <p>{text('contacts.revokeText')}</p>
      </ConfirmDialog>
    </section>
  )
}
