import type { ReactElement } from 'react'
import type { Contact } from '../../shared/contacts.ts'
import { useText } from '../i18n/use-text.ts'
import { limits } from '../records/limits.ts'
import { Banner } from '../ui/banner.tsx'
import { TextArea } from '../ui/text-field.tsx'
import { WhomContacts } from './whom-contacts.tsx'
import type { Addressees, Whom } from './whom.ts'
import { useContactName } from '../contacts/use-contact-name.ts'
import { Checkbox } from '../ui/checkbox.tsx'

/** Lists unverified keys; the export continues only after the user confirms them. */
const UnverifiedKeys = ({
  unverified,
  isConfirmed,
  isNeeded,
  onConfirm,
}: {
  readonly unverified: readonly (Contact | null)[]
  readonly isConfirmed: boolean
  /** The user tried to continue without confirming. */
  readonly isNeeded: boolean
  readonly onConfirm: (isConfirmed: boolean) => void
}): ReactElement => {
  const text = useText()
  const nameOf = useContactName()
  const known = unverified.filter((contact) => contact !== null)
  const pasted = unverified.length - known.length
  const names = [
    ...known.map((contact) => nameOf(contact)),
    ...(pasted === 0 ? [] : [text('contacts.pastedKeys', { count: pasted })]),
  ].join(', ')
  return (
    <Banner tone="warn" title={text('contacts.needConfirm')}>
      <p>{text('contacts.needConfirmText', { names })}</p>
      <Checkbox isSelected={isConfirmed} onChange={onConfirm}>
        {text('contacts.confirm')}
      </Checkbox>
      {isNeeded && !isConfirmed && <p role="alert">{text('contacts.confirmNeeded')}</p>}
    </Banner>
  )
}

/** Recipients of a file: contacts and pasted keys. Shows errors and unverified recipients. */
export const KeysField = ({
  contacts,
  value,
  read,
  tried,
  isDisabled = false,
  onChange,
}: {
  /** Available contacts; revoked ones are omitted. */
  readonly contacts: readonly Contact[]
  readonly value: Whom
  /** The parsed `value`. */
  readonly read: Addressees
  /** From the first attempt on, missing input is reported too. */
  readonly tried: boolean
  readonly isDisabled?: boolean
  readonly onChange: (value: Whom) => void
}): ReactElement => {
  const text = useText()
  const unverified = read.ok ? read.unverified : []
  const faultText = (pasted: Addressees): string | undefined => {
    if (pasted.ok) return undefined
    switch (pasted.fault) {
      case 'bad':
        return text('exchange.recipientsBad', { line: pasted.line })
      case 'mixed':
        return text('exchange.recipientsMixed')
      case 'many':
        return text('exchange.recipientsMany', { max: limits.recipients })
      case 'none':
        return tried ? text('exchange.recipientsCount', { count: 0 }) : undefined
    }
  }
  return (
    <>
      <WhomContacts
        contacts={contacts}
        chosen={value.chosen}
        isDisabled={isDisabled}
        onChange={(chosen) => onChange({ ...value, chosen, isConfirmed: false })}
      />
      <TextArea
        label={text('contacts.otherKeys')}
        description={
          read.ok
            ? text('exchange.recipientsCount', { count: read.recipients.length })
            : text('exchange.recipientsHint')
        }
        value={value.pasted}
        rows={3}
        maxLength={limits.recipients * limits.recipientText}
        error={faultText(read)}
        isDisabled={isDisabled}
        onChange={(pasted) => onChange({ ...value, pasted, isConfirmed: false })}
      />
      {read.ok && read.isClassic && (
        <Banner tone="warn">
          <p>{text('exchange.classicNote')}</p>
        </Banner>
      )}
      {unverified.length > 0 && (
        <UnverifiedKeys
          unverified={unverified}
          isConfirmed={value.isConfirmed}
          isNeeded={tried}
          onConfirm={(isConfirmed) => onChange({ ...value, isConfirmed })}
        />
      )}
    </>
  )
}
