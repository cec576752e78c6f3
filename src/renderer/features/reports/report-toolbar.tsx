import { useSyncExternalStore } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { CommandMenu } from '../../commands/command-button.tsx'
import { useCommands } from '../../commands/commands.tsx'
import type { CommandRuns } from '../../commands/commands.tsx'
import { commands } from '../../commands/registry.ts'
import type { CommandName } from '../../commands/registry.ts'
import type { PanesView } from '../../app/view-state.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { PinButton } from '../../records/pins.tsx'
import { StateChip } from '../../records/state-chip.tsx'
import type { useRevisable } from '../../records/use-revisable.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import type { SavableDraft, DraftSaver } from './draft-saver.ts'
import type { ReportFindings } from '../../records/report-findings.ts'
import styles from './report-toolbar.module.css'
import { Icon } from '../../ui/icon.tsx'

const words = {
  saved: 'reports.saved',
  unsaved: 'reports.unsaved',
  saving: 'reports.saving',
  failed: 'reports.saveFailed',
  conflict: 'reports.saveFailed',
} as const

/**
 * State of the draft: saved, saving, or only in this window; announced on change. Reads the draft
 * directly: a deferred render may be stale and say "saved" when it is not.
 */
const SaveMark = ({ saver }: { readonly saver: DraftSaver }): ReactElement => {
  const text = useText()
  const status = useSyncExternalStore(saver.subscribe, () => saver.get().status)
  const failed = status === 'failed' || status === 'conflict'
  return (
    <span role="status" className={styles['mark']} data-failed={failed || undefined}>
      {status === 'saved' && <Icon name="check" size={14} />}
      {failed && <Icon name="alert" size={14} />}
      <span className={styles['word']}>{text(words[status])}</span>
    </span>
  )
}

/** Number of open findings in the report; shows their list. */
const FindingsButton = ({
  lint: { open, state },
  onPress,
}: {
  readonly lint: ReportFindings
  readonly onPress: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  return (
    <Button
      size="small"
      variant="quiet"
      icon={state === 'failed' || open.length > 0 ? 'alert' : 'shield'}
      onPress={onPress}
    >
      {state === 'failed' ? (
        text('lint.notChecked')
      ) : (
        <>
          <span className={styles['word']}>{text('lint.open', { count: open.length })}</span>
          {open.length > 0 && (
            <span aria-hidden="true" className={styles['count']}>
              {format.number(open.length)}
            </span>
          )}
        </>
      )}
    </Button>
  )
}

/** A button and the key that does the same. */
const keyed = (label: string, name: CommandName): string => {
  const key = commands[name].shortcut?.keys[0]
  return key === undefined ? label : `${label} (${key})`
}

/**
 * Tabs at the start; state, save state and actions at the end. In focus mode only the save state and
 * the way out of it.
 */
export const ReportToolbar = ({
  draft: { report, status },
  saver,
  isEditing,
  lint,
  panes: { isListShown, isInspectorShown, isTextOnly },
  tabs,
  revisable,
  runs,
}: {
  readonly draft: SavableDraft
  readonly saver: DraftSaver
  readonly isEditing: boolean
  readonly lint: ReportFindings
  readonly panes: PanesView
  readonly tabs: ReactNode
  /** Can a revision be started here? */
  readonly revisable: ReturnType<typeof useRevisable>
  /** The commands of the report. */
  readonly runs: CommandRuns
}): ReactElement => {
  const text = useText()
  const state = report?.state ?? 'draft'
  const press = (name: CommandName) => {
    const run = runs[name]
    return { isDisabled: !run, onPress: () => run && run() }
  }
  const list = isListShown ? 'reports.hideList' : 'reports.showList'
  const details = isInspectorShown ? 'reports.hideDetails' : 'reports.showDetails'
  useCommands(runs)
  const saved = (isEditing || status !== 'saved') && report !== null && <SaveMark saver={saver} />
  if (isTextOnly) {
    return (
      <header className={styles['quietBar']}>
        {/* Kept: the shown panel belongs to a tab. */}
        <div hidden>{tabs}</div>
        {saved}
        <IconButton
          icon="close"
          label={keyed(text('reports.showAllPanes'), 'reports.showAllPanes')}
          {...press('reports.showAllPanes')}
        />
      </header>
    )
  }
  return (
    <header className={styles['frame']}>
      <div className={styles['bar']}>
        <div className={styles['tabs']}>
          <IconButton
            icon="list"
            label={keyed(text(list), list)}
            aria-pressed={isListShown}
            {...press(list)}
          />
          {tabs}
        </div>
        <div className={styles['actions']}>
          <div className={styles['state']}>
            <StateChip state={isEditing && state === 'filed' ? 'revising' : state} />
            {saved}
            {isEditing && (
              <FindingsButton lint={lint} onPress={press('palette.showFindings').onPress} />
            )}
          </div>
          {!isEditing && runs['palette.exportThis'] && (
            <Button icon="export" {...press('palette.exportThis')}>
              {text('exchange.send')}
            </Button>
          )}
          {isEditing ? (
            <Button variant="primary" icon="filed" {...press('reports.file')}>
              {text('reports.file')}
            </Button>
          ) : (
            revisable !== 'theirs' && (
              <Button icon="edit" {...press('reports.revise')}>
                {text('reports.revise')}
              </Button>
            )
          )}
          {report !== null && <PinButton id={report.id} />}
          <IconButton
            icon="panel"
            label={keyed(text(details), details)}
            aria-pressed={isInspectorShown}
            {...press(details)}
          />
          {report !== null && (
            <CommandMenu
              words="reports.more"
              names={[
                'reports.textOnly',
                // What is sent is the filed revision, not what is written here.
                ...(isEditing && runs['palette.exportThis']
                  ? (['palette.exportThis'] as const)
                  : []),
                ...(runs['reports.discard'] ? (['reports.discard'] as const) : []),
                'reports.print',
                'reports.journal',
                'reports.remove',
              ]}
              runs={runs}
            />
          )}
        </div>
      </div>
    </header>
  )
}
