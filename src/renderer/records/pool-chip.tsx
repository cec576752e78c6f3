import type { ReactElement } from 'react'
import type { poolThresholds } from '../../shared/pools.ts'
import { useText } from '../i18n/use-text.ts'
import { Chip } from '../ui/tag.tsx'

/** Those of src/shared/pools.ts: a number that differs does not compile. */
const { block, warn } = { block: 5, warn: 20 } satisfies typeof poolThresholds

/** Whether a phrase that fits at least `low` people may be printed. */
export const PoolChip = ({ low }: { readonly low: number }): ReactElement => {
  const text = useText()
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
