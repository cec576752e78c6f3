import type { ReactElement } from 'react'
import { useDesk } from '../../bridge.ts'
import { useText } from '../../i18n/use-text.ts'

/** Says before anything is written that a file to these recipients carries our recovery code. */
export const CarriedCode = ({
  recipients,
}: {
  readonly recipients: readonly string[]
}): ReactElement | null => {
  const text = useText()
  const { data } = useDesk('escrow.goesWith', { recipients: [...recipients] })
  return data?.goes === true ? <p>{text('escrow.goes')}</p> : null
}
