import type { ReactElement } from 'react'
import type { Contact } from '../../shared/contacts.ts'
import { useAction } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { CommandButton } from '../commands/command-button.tsx'
import { useToast } from '../ui/toast.tsx'
import { useContactName } from './use-contact-name.ts'
import shared from '../ui/shared.module.css'

/** Adds a verified contact's identity key in one step: the compared words covered that key too. */
export const SealTo = ({ contact }: { readonly contact: Contact }): ReactElement => {
  const text = useText()
  const toast = useToast()
  const name = useContactName()(contact)
  const seal = useAction('contacts.sealTo', {
    onSuccess: () => toast({ text: text('contacts.sealToDone', { name }) }),
  })
  if (contact.isSealedTo) return <p className={shared['quiet']}>{text('contacts.isSealedTo')}</p>
  return (
    <>
      <CommandButton
        words="contacts.sealTo"
        values={{ name }}
        size="small"
        icon="sealed"
        isPending={seal.isPending}
        onPress={() => seal.mutate({ author: contact.author })}
      />
      <p className={shared['quiet']}>{text('contacts.sealToText')}</p>
      <FailureBanner failure={seal.error} />
    </>
  )
}
