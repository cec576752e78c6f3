import type { ReactElement } from 'react'
import type { Contact } from '../../shared/contacts.ts'
import { useContactName } from '../contacts/use-contact-name.ts'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'
import { Checkbox } from '../ui/checkbox.tsx'

/** Says whose keys nobody compared; the export goes on only when a person says that it may. */
export const UnverifiedKeys = ({
  unverified,
  isConfirmed,
  isNeeded,
  onConfirm,
}: {
  readonly unverified: readonly (Contact | null)[]
  readonly isConfirmed: boolean
  /** The person went on without. */
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
