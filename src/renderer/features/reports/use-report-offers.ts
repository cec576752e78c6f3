import type { Report } from '../../../shared/records.ts'
import { useCommands } from '../../commands/commands.tsx'
import type { AppCommand } from '../../commands/commands.tsx'
import { claimKeys, findingKeys } from '../../commands/shortcuts/keys.ts'
import { capsOf } from '../../ui/chord.ts'
import { useView } from '../../app/view-state.ts'
import type { Beside } from './report-toolbar.tsx'
import type { TextClaims } from './use-text-claims.ts'

const when = (may: boolean, ...acts: readonly AppCommand[]): readonly AppCommand[] =>
  may ? acts : []

/** The palette restores the focus first. */
const afterwards = (run: () => void) => (): void => void setTimeout(run, 100)

/** Offers the actions of the open report to the palette: exactly those of its view. */
export const useReportOffers = ({
  report,
  isEditing,
  isReadOnly,
  mayFile,
  mayRevise,
  mayAddFile,
  beside,
  ask,
  onBeside,
  onRevise,
  onRemove,
  onJournal,
  onTab,
  onAddFile,
  onStep,
  claims,
  onDiscard,
}: {
  /** null: never saved. */
  readonly report: Report | null
  readonly isEditing: boolean
  readonly isReadOnly: boolean
  readonly mayFile: boolean
  readonly mayRevise: boolean
  readonly mayAddFile: boolean
  readonly beside: Beside
  readonly ask: (what: 'file' | 'print') => void
  readonly onBeside: (beside: Beside) => void
  readonly onRevise: () => void
  readonly onRemove: () => void
  readonly onJournal: () => void
  readonly onTab: (tab: string) => void
  readonly onAddFile: () => void
  readonly onStep: (by: 1 | -1) => void
  readonly claims: TextClaims
  readonly onDiscard: () => void
}): void => {
  const { exchange } = useView()
  const id = report?.id ?? null
  // Drafts are not exported: the last filed revision would be, and a new draft has none.
  const mayLeave = id !== null && !isReadOnly && report?.head !== null
  useCommands([
    ...when(mayFile, { id: 'file', name: 'reports.file', icon: 'filed', run: () => ask('file') }),
    ...when(mayRevise, { id: 'revise', name: 'reports.revise', icon: 'edit', run: onRevise }),
    ...when(
      isEditing,
      beside === 'findings'
        ? {
            id: 'findings',
            name: 'palette.hideFindings',
            icon: 'alert',
            run: () => onBeside('details'),
          }
        : {
            id: 'findings',
            name: 'palette.showFindings',
            icon: 'alert',
            run: () => onBeside('findings'),
          },
      {
        id: 'next',
        name: 'lint.keys.next',
        icon: 'right',
        keys: capsOf(findingKeys.next.keys[0]),
        run: afterwards(() => onStep(1)),
      },
    ),
    ...when(
      claims.editor.claims.length > 0,
      {
        id: 'next-claim',
        name: claimKeys.next.says,
        icon: 'right',
        keys: capsOf(claimKeys.next.keys[0]),
        run: afterwards(() => claims.step(1)),
      },
      {
        id: 'previous-claim',
        name: claimKeys.previous.says,
        icon: 'left',
        keys: capsOf(claimKeys.previous.keys[0]),
        run: afterwards(() => claims.step(-1)),
      },
      {
        id: 'open-claim',
        name: claimKeys.open.says,
        icon: 'claims',
        keys: capsOf(claimKeys.open.keys[0]),
        run: afterwards(claims.openHere),
      },
    ),
    beside === 'details'
      ? { id: 'details', name: 'reports.hideDetails', icon: 'panel', run: () => onBeside(null) }
      : {
          id: 'details',
          name: 'reports.showDetails',
          icon: 'panel',
          run: () => onBeside('details'),
        },
    ...when(mayAddFile, { id: 'add', name: 'attachments.add', icon: 'plus', run: onAddFile }),
    {
      id: 'translations',
      name: 'reports.tabTranslations',
      icon: 'language',
      run: () => onTab('translations'),
    },
    { id: 'files', name: 'attachments.tab', icon: 'folder', run: () => onTab('files') },
    {
      id: 'revisions',
      name: 'reports.tabRevisions',
      icon: 'history',
      run: () => onTab('revisions'),
    },
    { id: 'claims', name: 'claims.tab', icon: 'claims', run: () => onTab('claims') },
    ...when(
      mayLeave,
      {
        id: 'export',
        name: 'palette.exportThis',
        icon: 'export',
        run: () => exchange('export', id === null ? [] : [id]),
      },
      {
        id: 'hand-over',
        name: 'palette.handOverThis',
        icon: 'export',
        run: () => exchange('handover', id === null ? [] : [id]),
      },
    ),
    ...when(
      id !== null,
      { id: 'print', name: 'reports.print', icon: 'print', run: () => ask('print') },
      { id: 'journal', name: 'reports.journal', icon: 'record', run: onJournal },
    ),
    ...when(report?.state === 'revising' && !isReadOnly, {
      id: 'discard',
      name: 'reports.discard',
      icon: 'undo',
      run: onDiscard,
    }),
    ...when(id !== null && !isReadOnly, {
      id: 'remove',
      name: 'reports.remove',
      icon: 'trash',
      run: onRemove,
    }),
  ])
}
