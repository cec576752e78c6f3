import type { ReactElement } from 'react'
import type { Source } from '../../../shared/records.ts'
import { CommandIconButton } from '../../commands/command-button.tsx'
import { useReadOnly } from '../../records/use-read-only.ts'
import type { MultiSelect } from '../../selection/use-multi-select.ts'
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
  const { go, filterReports, scopeTo } = useView()
  const isReadOnly = useReadOnly()
  const chosen = [...selection.rows.keys()]
  const only = chosen.length === 1 ? chosen[0] : undefined
  const mayHold = !isReadOnly && chosen.some((id) => !held.has(id))
  const mayLetGo = !isReadOnly && chosen.some((id) => held.has(id))
  const show = (): void => {
    if (only === undefined) return
    scopeTo(null)
    filterReports({ ...noFilter, sourceId: only })
    go('reports')
  }
  return (
    <>
      <CommandIconButton
        words="selection.holdBack"
        variant="secondary"
        isDisabled={!mayHold}
        onPress={() => act({ kind: 'holdBack', held })}
      />
      <CommandIconButton
        words="sources.foundLetGo"
        variant="secondary"
        isDisabled={!mayLetGo}
        onPress={() => act({ kind: 'letGo', held })}
      />
      <CommandIconButton
        words="cases.allReports"
        variant="secondary"
        isDisabled={only === undefined}
        onPress={show}
      />
    </>
  )
}
