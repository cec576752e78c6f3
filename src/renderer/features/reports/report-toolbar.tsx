import { useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import { CommandMenu } from '../../commands/command-button.tsx'
import { useCommands } from '../../commands/commands.tsx'
import type { CommandRuns } from '../../commands/commands.tsx'
import type { CommandName } from '../../commands/registry.ts'
import { useText } from '../../i18n/use-text.ts'
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
      {text(words[status])}
    </span>
  )
}

/** Number of open findings in the report; opens their list. */
const FindingsButton = ({
  lint: { open, state },
  isPressed,
  onPress,
}: {
  readonly lint: ReportFindings
  readonly isPressed: boolean
  readonly onPress: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Button
      size="small"
      variant={isPressed ? 'secondary' : 'quiet'}
      icon={state === 'failed' || open.length > 0 ? 'alert' : 'shield'}
      aria-pressed={isPressed}
      onPress={onPress}
    >
      {state === 'failed' ? text('lint.notChecked') : text('lint.open', { count: open.length })}
    </Button>
  )
}

/** The panel beside the text. */
export type SidePanel = 'details' | 'findings' | null

/** State and save state at the start; actions at the end. */
export const ReportToolbar = ({
  draft: { report, status },
  saver,
  isEditing,
  lint,
  sidePanel,
  revisable,
  runs,
}: {
  readonly draft: SavableDraft
  readonly saver: DraftSaver
  readonly isEditing: boolean
  readonly lint: ReportFindings
  readonly sidePanel: SidePanel
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
  const findings = sidePanel === 'findings' ? 'palette.hideFindings' : 'palette.showFindings'
  const details = sidePanel === 'details' ? 'reports.hideDetails' : 'reports.showDetails'
  useCommands(runs)
  return (
    <header className={styles['bar']}>
      <div className={styles['state']}>
        <StateChip state={isEditing && state === 'filed' ? 'revising' : state} />
        {(isEditing || status !== 'saved') && report !== null && <SaveMark saver={saver} />}
        {isEditing && (
          <FindingsButton
            lint={lint}
            isPressed={sidePanel === 'findings'}
            onPress={press(findings).onPress}
          />
        )}
      </div>
      <div className={styles['actions']}>
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
        <IconButton
          icon="panel"
          label={text(details)}
          aria-pressed={sidePanel === 'details'}
          {...press(details)}
        />
        {report !== null && (
          <CommandMenu
            words="reports.more"
            names={[
              ...(runs['reports.discard'] ? (['reports.discard'] as const) : []),
              'reports.print',
              'reports.journal',
              'reports.remove',
            ]}
            runs={runs}
          />
        )}
      </div>
    </header>
  )
}
