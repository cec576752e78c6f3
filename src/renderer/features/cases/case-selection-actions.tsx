import type { ReactElement } from 'react'
import type { Case } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import type { CommandName } from '../../commands/registry.ts'
import { runsOf, useCommands } from '../../commands/commands.tsx'
import { useReadOnly } from '../../records/use-read-only.ts'
import type { MultiSelect } from '../../selection/use-multi-select.ts'
import { IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { CaseAction } from './case-actions.ts'

const names = {
  open: 'selection.statusOpen',
  paused: 'selection.statusPaused',
  closed: 'selection.statusClosed',
} as const satisfies Record<Case['content']['status'], CommandName>

/** Further bulk actions on cases: open, pause or close. */
export const CaseSelectionActions = ({
  choosing: { selection, act },
}: {
  readonly choosing: MultiSelect<CaseAction, Case>
}): ReactElement => {
  const text = useText()
  const isReadOnly = useReadOnly()
  const isOff = isReadOnly || selection.rows.size === 0
  const statuses = Object.keys(names) as (keyof typeof names)[]
  const set = (status: keyof typeof names) => (): void => act({ kind: 'status', status })
  useCommands(runsOf(isOff ? [] : statuses, (status) => [names[status], set(status)]))
  return (
    <Menu
      label={text('selection.status')}
      actions={statuses.map((status) => ({
        id: status,
        label: text(names[status]),
        run: set(status),
      }))}
    >
      <IconButton
        icon="folder"
        variant="secondary"
        label={text('selection.status')}
        isDisabled={isOff}
      />
    </Menu>
  )
}
