import { useState } from 'react'
import type { ReactElement } from 'react'
import type { ReportRow } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { useReadOnly } from '../../records/use-read-only.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ProgressWithCancel } from '../../ui/progress-with-cancel.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useView } from '../../app/view-state.ts'
import type { BulkReportAction } from './bulk-actions.ts'
import { ChosenDialog } from './chosen-dialogs.tsx'
import type { Asking } from './chosen-dialogs.tsx'
import type { Bulk } from '../../selection/use-bulk.tsx'
import type { ListSelection } from '../../selection/use-selection.ts'
import styles from '../../selection/selection.module.css'

/** Bulk actions on reports, and their progress while one runs. */
export const SelectionBar = ({
  selection,
  bulk,
  onAction,
}: {
  readonly selection: ListSelection<ReportRow>
  readonly bulk: Bulk<BulkReportAction, ReportRow>
  readonly onAction: (act: BulkReportAction) => void
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const { exchange } = useView()
  const isReadOnly = useReadOnly()
  const [asking, setAsking] = useState<Asking | null>(null)
  const { rows } = selection
  const chosen = [...rows.values()]
  const exported = chosen.filter((row) => row.state !== 'draft').map((row) => row.id as string)
  const isNone = rows.size === 0
  const remove = (): void => onAction({ kind: 'remove' })
  const mayUntag = chosen.some((row) => row.tags.length > 0)
  const out = (what: 'export' | 'handover'): void => {
    const count = rows.size - exported.length
    if (count > 0) toast({ text: text('selection.draftsStay', { count }) })
    exchange(what, exported)
  }
  const mayChange = !isNone && !isReadOnly
  useCommands(
    bulk.running !== null
      ? {}
      : {
          'selection.case': mayChange && (() => setAsking('case')),
          'selection.addTag': mayChange && (() => setAsking('tag')),
          'palette.removeChosen': mayChange && remove,
          'selection.takeTag': mayUntag && !isReadOnly && (() => setAsking('untag')),
          'selection.export': exported.length > 0 && (() => out('export')),
          'selection.handOver': exported.length > 0 && !isReadOnly && (() => out('handover')),
          'selection.all': selection.all,
          'selection.end': selection.clear,
        },
  )
  if (bulk.running !== null) {
    const { done, total } = bulk.running
    return (
      <div className={styles['running']}>
        <ProgressWithCancel
          label={text('selection.going', { done, total })}
          value={done / total}
          onCancel={bulk.cancel}
        />
      </div>
    )
  }
  return (
    <div role="group" aria-label={text('selection.actions')} className={styles['actions']}>
      <IconButton
        icon="folder"
        variant="secondary"
        label={text('selection.case')}
        isDisabled={isNone || isReadOnly}
        onPress={() => setAsking('case')}
      />
      <Menu
        label={text('selection.tags')}
        actions={[
          { id: 'add', label: text('selection.addTag'), run: () => setAsking('tag') },
          {
            id: 'take',
            label: text('selection.takeTag'),
            isDisabled: !mayUntag,
            run: () => setAsking('untag'),
          },
        ]}
      >
        <IconButton
          icon="tag"
          variant="secondary"
          label={text('selection.tags')}
          isDisabled={isNone || isReadOnly}
        />
      </Menu>
      <Menu
        label={text('selection.out')}
        actions={[
          {
            id: 'export',
            label: text('selection.export'),
            isDisabled: exported.length === 0,
            run: () => out('export'),
          },
          {
            id: 'handOver',
            label: text('selection.handOver'),
            isDisabled: exported.length === 0 || isReadOnly,
            run: () => out('handover'),
          },
        ]}
      >
        <IconButton
          icon="export"
          variant="secondary"
          label={text('selection.out')}
          isDisabled={isNone}
        />
      </Menu>
      <IconButton
        icon="trash"
        variant="secondary"
        label={text('selection.remove')}
        isDisabled={isNone || isReadOnly}
        onPress={remove}
      />
      <span className={styles['all']}>
        <Button size="small" variant="quiet" onPress={selection.all}>
          {text('selection.all')}
        </Button>
      </span>
      {asking !== null && (
        <ChosenDialog
          asking={asking}
          rows={rows}
          onAction={(act) => {
            setAsking(null)
            onAction(act)
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  )
}
