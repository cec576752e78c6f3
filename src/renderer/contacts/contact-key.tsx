import type { ReactElement } from 'react'
import type { Contact } from '../../shared/contacts.ts'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'
import { useContactName } from './use-contact-name.ts'
import shared from '../ui/shared.module.css'

/** The key of a contact in short form: names prove nothing. */
export const ContactKey = ({ of }: { readonly of: Pick<Contact, 'key'> }): ReactElement => {
  const text = useText()
  return (
    <p className={shared['quiet']} translate="no">
      {text('contacts.key', { key: of.key })}
    </p>
  )
}

/** Warns that other contacts have this name, or one that looks like it; nothing if none has. */
export const LookAlikeWarning = ({
  of,
  tone = 'warn',
}: {
  readonly of: Contact['lookAlikes']
  /** `help` where a banner says something worse. */
  readonly tone?: 'warn' | 'help'
}): ReactElement | null => {
  const text = useText()
  const nameOf = useContactName()
  if (of.length === 0) return null
  const names = of.map((other) => `${nameOf(other)} (${other.key})`).join(', ')
  return (
    <Banner tone={tone} title={text('contacts.lookAlike', { names })}>
      <p>{text('contacts.lookAlikeText')}</p>
    </Banner>
  )
}
