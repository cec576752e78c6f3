import type { ReactElement } from 'react'
import type { Source } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { useReadOnly } from '../../records/use-read-only.ts'
import type { MultiSelect } from '../../selection/use-multi-select.ts'
import { IconButton } from '../../ui/button.tsx'
import { noFilter, useView } from '../../app/view-state.ts'
import type { SourceAction } from './source-actions.ts'

/** Further bulk actions on sources: withhold, release, or show the reports of one. */
export const SourceSelectionActions = ({
  choosing: { selection, act },
  held,
}: {
  readonly choosing: MultiSelect<SourceAction, Source>
  readonly held: ReadonlySet<string>
}): ReactElement => {
  const text = useText()
  const { go, filterReports } = useView()
  const isReadOnly = useReadOnly()
  const chosen = [...selection.rows.keys()]
  const only = chosen.length === 1 ? chosen[0] : undefined
  const mayHold = !isReadOnly && chosen.some((id) => !held.has(id))
  const mayLetGo = !isReadOnly && chosen.some((id) => held.has(id))
  const hold = (): void => act({ kind: 'holdBack', held })
  const letGo = (): void => act({ kind: 'letGo', held })
  const show = (): void => {
    if (only === undefined) return
    filterReports({ ...noFilter, sourceId: only })
    go('reports')
  }
  useCommands({
    'selection.holdBack': mayHold && hold,
    'sources.foundLetGo': mayLetGo && letGo,
    'cases.allReports': only !== undefined && show,
  })
  return (
    <>
      <IconButton
        icon="alert"
        variant="secondary"
        label={text('selection.holdBack')}
        isDisabled={!mayHold}
        onPress={hold}
      />
      <IconButton
        icon="check"
        variant="secondary"
        label={text('sources.foundLetGo')}
        isDisabled={!mayLetGo}
        onPress={letGo}
      />
      <IconButton
        icon="reports"
        variant="secondary"
        label={text('cases.allReports')}
        isDisabled={only === undefined}
        onPress={show}
      />
    </>
  )
}
