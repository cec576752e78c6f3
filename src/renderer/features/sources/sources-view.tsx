import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Pane, PaneHeader } from '../../ui/pane.tsx'

/** Holds the place of the view until it is built. */
export const SourcesView = (): ReactElement => {
  const text = useText()
  return (
    <Pane label={text('nav.sources')} header={<PaneHeader title={text('nav.sources')} />}>
      {null}
    </Pane>
  )
}
