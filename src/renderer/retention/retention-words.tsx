import type { ReactElement } from 'react'
import type { Out } from '../../shared/contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { Chip } from '../ui/tag.tsx'

type RetentionShown = Pick<Out<'keeping.of'>[number], 'eraseAfter' | 'hold'>

/** A hold and a day, as chips: what stands against erasing, and what asks for it. */
export const RetentionChips = ({ said }: { readonly said: RetentionShown }): ReactElement => {
  const text = useText()
  const format = useFormat()
  return (
    <>
      {said.hold && <Chip tone="warn">{text('keeping.hold')}</Chip>}
      {said.eraseAfter !== '' && (
        <Chip>{text('keeping.until', { day: format.day(said.eraseAfter) })}</Chip>
      )}
    </>
  )
}
