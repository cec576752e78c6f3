import type { ReactElement } from 'react'
import type { Out } from '../../shared/contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { Chip } from '../ui/tag.tsx'

type RetentionShown = Pick<Out<'retention.of'>[number], 'eraseAfter' | 'hold'>

/** Chips for a legal hold and a deletion date. */
export const RetentionChips = ({ said }: { readonly said: RetentionShown }): ReactElement => {
  const text = useText()
  const format = useFormat()
  return (
    <>
      {said.hold && <Chip tone="warn">{text('retention.hold')}</Chip>}
      {said.eraseAfter !== '' && (
        <Chip>{text('retention.until', { day: format.day(said.eraseAfter) })}</Chip>
      )}
    </>
  )
}
