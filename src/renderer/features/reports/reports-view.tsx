import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Pane, PaneHeader } from '../../ui/pane.tsx'

/** Holds the place of the view until it is built. */
export const ReportsView = (): ReactElement => {
  const text = useText()
  return (
    <Pane label={text('nav.reports')} header={<PaneHeader title={text('nav.reports')} />}>
      {null}
    </Pane>
  )
}
