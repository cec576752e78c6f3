import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Pane, PaneHeader } from '../../ui/pane.tsx'

/** Holds the place of the view until it is built. */
export const ExchangeView = (): ReactElement => {
  const text = useText()
  return (
    <Pane label={text('nav.exchange')} header={<PaneHeader title={text('nav.exchange')} />}>
      {null}
    </Pane>
  )
}
