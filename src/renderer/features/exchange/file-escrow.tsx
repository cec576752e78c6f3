import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { Banner } from '../../ui/banner.tsx'

/** A recovery code that a file brings, and whether it is kept. One that is here is no news. */
export const FileEscrow = ({
  escrow,
  isAlone,
}: {
  readonly escrow: Out<'imports.preview'>['escrow']
  /** Nothing else of the file can be taken. */
  readonly isAlone: boolean
}): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  if (escrow === null || escrow.effect === 'known') return null
  return (
    <Banner
      tone={escrow.effect === 'new' ? 'info' : 'warn'}
      title={text('escrow.inFile', { day: format.day(escrow.day) })}
    >
      <p>
        {text(
          escrow.effect === 'new' && isAlone
            ? 'escrow.effect.alone'
            : `escrow.effect.${escrow.effect}`,
        )}
      </p>
    </Banner>
  )
}
