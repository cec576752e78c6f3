import type { ReactElement } from 'react'
import { useVaultQuery } from '../data/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'

/** Memory that the derivation of a key needs beside the key's own. */
const spareMiB = 64

/**
 * Warns if a new vault gets a lower KDF cost than usual because memory is short, or if opening the
 * vault may need more memory than is free.
 */
export const MemoryNote = ({ isNew }: { readonly isNew: boolean }): ReactElement | null => {
  const text = useText()
  const { data } = useVaultQuery('vault.memory', {})
  if (data === undefined) return null
  const { neededMiB: needed, freeMiB: free, isReduced } = data
  if (isNew && isReduced) {
    return (
      <Banner tone="warn" title={text('limits.memoryReduced', { free })}>
        <p>{text('limits.memoryReducedText', { needed })}</p>
      </Banner>
    )
  }
  if (free >= needed + spareMiB) return null
  return (
    <Banner tone="warn" title={text('limits.memoryShort', { needed, free })}>
      <p>{text('limits.memoryShortText')}</p>
    </Banner>
  )
}
