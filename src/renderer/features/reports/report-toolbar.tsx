import { useState, useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { PrintPreview } from '../../printing/print-preview.tsx'
import { limits } from '../../records/limits.ts'
import { StateChip } from '../../records/state-chip.tsx'
import type { useRevisable } from '../../records/use-revisable.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { MenuAct } from '../../ui/menu.tsx'
import type { SavableDraft, DraftSaver } from './draft-saver.ts'
import { FileDialog } from './file-dialog.tsx'
import type { ReportFindings } from '../../records/report-findings.ts'
import { ReportSheet } from './report-sheet.tsx'
import type { ReportActions } from './use-report-actions.ts'
import type { TextClaims } from './use-text-claims.ts'
import { useReportOffers } from './use-report-offers.ts'
import styles from './report-toolbar.module.css'
import { Icon } from '../../ui/icon.tsx'
import saveMarkStyles from './save-mark.module.css'

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
    <span role="status" className={saveMarkStyles['mark']} data-failed={failed || undefined}>
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
export type Beside = 'details' | 'findings' | null

/** State and save state at the start; actions at the end. */
export const ReportToolbar = ({
  draft,
  saver,
  isEditing,
  isReadOnly,
  acts,
  lint,
  beside,
  onBeside,
  revisable,
  onRevise,
  onRemove,
  onJournal,
  onTab,
  onAdd,
  onStep,
  claims,
}: {
  readonly draft: SavableDraft
  readonly saver: DraftSaver
  readonly isEditing: boolean
  /** The vault is read only. */
  readonly isReadOnly: boolean
  readonly acts: ReportActions
  readonly lint: ReportFindings
  readonly beside: Beside
  readonly onBeside: (beside: Beside) => void
  /** Can a revision be started here? */
  readonly revisable: ReturnType<typeof useRevisable>
  readonly onRevise: () => void
  readonly onRemove: () => void
  readonly onJournal: () => void
  readonly onTab: (tab: string) => void
  /** Adds a file once its tab is shown. */
  readonly onAdd: (adding: boolean) => void
  /** To the next or previous finding. */
  readonly onStep: (by: 1 | -1) => void
  readonly claims: TextClaims
}): ReactElement => {
  const text = useText()
  const [asking, setAsking] = useState<'file' | 'print' | null>(null)
  const { report, content } = draft
  const state = report?.state ?? 'draft'
  const blocked = draft.status === 'conflict' || draft.status === 'failed'
  const isEmpty = content.title.trim() === '' && content.body.trim() === ''
  const more: MenuAct[] = [
    ...(state === 'revising' && !isReadOnly
      ? [
          {
            id: 'discard',
            label: text('reports.discard'),
            icon: 'undo' as const,
            run: () => void acts.discard(),
          },
        ]
      : []),
    { id: 'print', label: text('reports.print'), icon: 'print', run: () => setAsking('print') },
    { id: 'journal', label: text('reports.journal'), icon: 'record', run: onJournal },
    {
      id: 'remove',
      label: text('reports.remove'),
      icon: 'trash',
      danger: true,
      isDisabled: isReadOnly,
      run: onRemove,
    },
  ]
  const mayFile = !blocked && !isEmpty && !(state === 'filed' && draft.status === 'saved')
  useReportOffers({
    report,
    isEditing,
    isReadOnly,
    mayFile: isEditing && mayFile,
    mayRevise: !isEditing && revisable === 'yes',
    mayAddFile: isEditing && (content.attachments ?? []).length < limits.attachments,
    beside,
    ask: setAsking,
    onDiscard: () => void acts.discard(),
    onBeside,
    onRevise,
    onRemove,
    onJournal,
    onTab,
    onAddFile: () => {
      onTab('files')
      onAdd(true)
    },
    onStep,
    claims,
  })
  const finish = async (act: () => Promise<boolean>): Promise<void> => {
    await act()
    setAsking(null)
  }

  return (
    <header className={styles['bar']}>
      <div className={styles['state']}>
        <StateChip state={isEditing && state === 'filed' ? 'revising' : state} />
        {(isEditing || draft.status !== 'saved') && report !== null && <SaveMark saver={saver} />}
        {isEditing && (
          <FindingsButton
            lint={lint}
            isPressed={beside === 'findings'}
            onPress={() => onBeside(beside === 'findings' ? 'details' : 'findings')}
          />
        )}
      </div>
      <div className={styles['acts']}>
        {isEditing ? (
          <Button
            variant="primary"
            icon="filed"
            isDisabled={!mayFile}
            onPress={() => setAsking('file')}
          >
            {text('reports.file')}
          </Button>
        ) : (
          revisable !== 'theirs' && (
            <Button icon="edit" isDisabled={revisable !== 'yes'} onPress={onRevise}>
              {text('reports.revise')}
            </Button>
          )
        )}
        <IconButton
          icon="panel"
          label={text(beside === 'details' ? 'reports.hideDetails' : 'reports.showDetails')}
          aria-pressed={beside === 'details'}
          onPress={() => onBeside(beside === 'details' ? null : 'details')}
        />
        {report !== null && (
          <Menu label={text('reports.more')} acts={more}>
            <IconButton icon="more" label={text('reports.more')} />
          </Menu>
        )}
      </div>
      {report !== null && (
        <PrintPreview
          id={report.id}
          title={text('reports.printTitle')}
          warning={text('reports.printText')}
          sheet={<ReportSheet report={{ ...report, content }} />}
          isOpen={asking === 'print'}
          onClose={() => setAsking(null)}
        />
      )}
      <FileDialog
        content={content}
        lint={lint}
        isOpen={asking === 'file'}
        isPending={acts.isBusy}
        onConfirm={() => void finish(acts.file)}
        onClose={() => setAsking(null)}
      />
    </header>
  )
}
