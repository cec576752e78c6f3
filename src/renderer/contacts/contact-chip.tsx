import type { ReactElement } from 'react'
import type { Contact } from '../../shared/contacts.ts'
import { useText } from '../i18n/use-text.ts'
import { Chip } from '../ui/tag.tsx'
import type { Tone } from '../ui/tag.tsx'
import type { IconName } from '../ui/icon.tsx'

const looks = {
  verified: { tone: 'accent', icon: 'check' },
  unverified: { tone: 'warn', icon: 'alert' },
  changed: { tone: 'danger', icon: 'alert' },
  revoked: { tone: 'danger', icon: 'close' },
} as const satisfies Record<Contact['state'], { readonly tone: Tone; readonly icon: IconName }>

/** The verification state of a contact, shown with each mention. */
export const ContactChip = ({ state }: { readonly state: Contact['state'] }): ReactElement => {
  const text = useText()
  return (
    <Chip tone={looks[state].tone} icon={looks[state].icon}>
      {text(`contacts.state.${state}`)}
    </Chip>
  )
}
