import type { ReactElement } from 'react'
import { useVaultQuery } from '../data/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'

/**
 * Advises on the first screen, before anything is written, if the disk or the swap of this computer
 * is not encrypted. Silent where the app cannot tell: the limits page has all facts.
 */
export const MachineWarning = (): ReactElement | null => {
  const text = useText()
  const { data } = useVaultQuery('app.machine', {})
  if (data === undefined) return null
  const isDiskPlain = data.disk === 'plain'
  if (!isDiskPlain && data.swap !== 'plain') return null
  return (
    <Banner tone="warn" title={text(isDiskPlain ? 'limits.diskWarning' : 'limits.swapWarning')}>
      <p>{text(isDiskPlain ? 'limits.diskWarningText' : 'limits.swapWarningText')}</p>
    </Banner>
  )
}
