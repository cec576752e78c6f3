import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'

/** Number of attached files in a backup that cannot be opened; nothing for none. */
export const BrokenFiles = ({ count }: { readonly count: number }): ReactElement | null => {
  const text = useText()
  if (count === 0) return null
  return (
    <Banner tone="warn" title={text('backup.brokenIn', { count })}>
      <p>{text('backup.brokenInText')}</p>
    </Banner>
  )
}
