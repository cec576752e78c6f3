import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Chip } from '../ui/tag.tsx'
import { usePoolLimits } from './use-pool-limits.ts'

/** Whether a phrase that fits at least `low` people may be printed. */
export const PoolChip = ({ low }: { readonly low: number }): ReactElement => {
  const text = useText()
  const { block, warn } = usePoolLimits()
  if (low < block) {
    return (
      <Chip tone="danger" icon="alert">
        {text('attributions.blocks', { count: block })}
      </Chip>
    )
  }
  if (low < warn) {
    return (
      <Chip tone="warn" icon="alert">
        {text('attributions.warns', { count: warn })}
      </Chip>
    )
  }
  return (
    <Chip tone="accent" icon="check">
      {text('attributions.holds')}
    </Chip>
  )
}
