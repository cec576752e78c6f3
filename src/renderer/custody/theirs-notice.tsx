import type { ReactElement } from 'react'
import { useVaultQuery } from '../data/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'
import { useHolderName } from './use-holder-name.ts'

/** On a record that this vault cannot revise: its author, and how that could change. */
export const TheirsNotice = ({ id }: { readonly id: string }): ReactElement | null => {
  const text = useText()
  const nameOf = useHolderName()
  const by = useVaultQuery('records.revisable', { id }).data?.by ?? null
  if (by === null) return null
  return (
    <Banner title={text('contacts.theirs', { name: nameOf(by) })}>
      <p>{text('contacts.theirsText')}</p>
    </Banner>
  )
}
