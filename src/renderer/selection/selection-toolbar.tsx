import type { ReactElement, ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useReadOnly } from '../records/use-read-only.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { ProgressWithCancel } from '../ui/progress-with-cancel.tsx'
import { PanelHeader } from '../ui/panel.tsx'
import { useCommands } from '../commands/commands.tsx'
import type { BulkAction, Bulk } from './use-bulk.tsx'
import { mostChosen } from './use-selection.ts'
import type { SelectionRow, ListSelection } from './use-selection.ts'
import shared from '../ui/shared.module.css'
import styles from './selection.module.css'

/** Replaces the head of a list: number of selected rows, bulk actions, and progress. */
export const SelectionToolbar = <A extends BulkAction, R extends SelectionRow>({
  selection,
  bulk,
  onRemove,
  under,
  children,
}: {
  readonly selection: ListSelection<R>
  readonly bulk: Bulk<A, R>
  readonly onRemove: () => void
  /** Below the actions, for example the active filters. */
  readonly under?: ReactNode
  /** Actions other than deleting. */
  readonly children?: ReactNode
}): ReactElement => {
  const text = useText()
  const isReadOnly = useReadOnly()
  const count = selection.rows.size
  const isIdle = bulk.running === null
  useCommands({
    'palette.removeChosen': isIdle && count > 0 && !isReadOnly && onRemove,
    'selection.all': isIdle && selection.all,
    'selection.end': selection.clear,
  })
  return (
    <PanelHeader
      title={text('selection.count', { count })}
      actions={<IconButton icon="close" label={text('selection.end')} onPress={selection.clear} />}
    >
      {bulk.running === null ? (
        <div role="group" aria-label={text('selection.actions')} className={styles['actions']}>
          {children}
          <IconButton
            icon="trash"
            variant="secondary"
            label={text('selection.remove')}
            isDisabled={count === 0 || isReadOnly}
            onPress={onRemove}
          />
          <span className={styles['all']}>
            <Button size="small" variant="quiet" onPress={selection.all}>
              {text('selection.all')}
            </Button>
          </span>
        </div>
      ) : (
        <div className={styles['running']}>
          <ProgressWithCancel
            label={text('selection.going', bulk.running)}
            value={bulk.running.done / bulk.running.total}
            onCancel={bulk.cancel}
          />
        </div>
      )}
      {selection.isCut && (
        <p className={shared['quiet']}>{text('selection.cut', { most: mostChosen })}</p>
      )}
      {under}
    </PanelHeader>
  )
}
