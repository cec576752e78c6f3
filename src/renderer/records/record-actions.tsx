import type { ReactElement, ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { CommandMenu } from '../commands/command-button.tsx'
import { useCommands } from '../commands/commands.tsx'
import type { CommandRuns } from '../commands/commands.tsx'
import type { CommandName } from '../commands/registry.ts'
import { Button } from '../ui/button.tsx'
import { useFocusIfLost } from '../ui/focus.ts'
import { useView } from '../app/view-state.ts'
import { PinButton } from './pins.tsx'
import { useReadOnly } from './use-read-only.ts'
import { useRemoval } from './use-removal.ts'
import { useRevisable } from './use-revisable.ts'
import styles from './record-form.module.css'

const words = {
  cases: { more: 'cases.more', removed: 'cases.removed', inUse: 'cases.removeInUse' },
  sources: { more: 'sources.more', removed: 'sources.removed', inUse: 'sources.removeInUse' },
  claims: { more: 'claims.more', removed: 'claims.removed' },
  publications: {
    more: 'publications.more',
    removed: 'publications.removedRecord',
    inUse: 'publications.removeInUse',
  },
} as const

/** Actions on a shown record: edit if this vault can, show its journal, more, delete. */
export const RecordActions = ({
  area,
  record: { id, rev },
  lead,
  also = {},
  wasLeft,
  onEdit,
}: {
  readonly area: keyof typeof words
  readonly record: { readonly id: string; readonly rev: number }
  /** Buttons before *Edit*. */
  readonly lead?: ReactNode
  readonly also?: CommandRuns
  /** The edit form was open and was closed. */
  readonly wasLeft: boolean
  readonly onEdit: () => void
}): ReactElement => {
  const text = useText()
  const { select, selectInstead, showJournal } = useView()
  const isReadOnly = useReadOnly()
  const revisable = useRevisable(id)
  const edit = useFocusIfLost<HTMLButtonElement>(wasLeft)
  const { more, ...ofRemoval } = words[area]
  const remove = useRemoval({
    act: `${area}.remove`,
    ...ofRemoval,
    onRemoved: (removed) => selectInstead(area, removed, null),
    onRestored: (restored) => select(area, restored),
  })
  const runs: CommandRuns = {
    [`${area}.edit`]: revisable === 'yes' && onEdit,
    'reports.journal': () => showJournal(id),
    ...also,
    [`${area}.remove`]: !isReadOnly && (() => remove(id, rev)),
  }
  useCommands(runs)
  return (
    <div className={styles['actions']}>
      {lead}
      {/* A publication has its form in tabs. */}
      {area !== 'publications' && revisable !== 'theirs' && (
        <Button ref={edit} icon="edit" isDisabled={revisable !== 'yes'} onPress={onEdit}>
          {text(`${area}.edit`)}
        </Button>
      )}
      {(area === 'cases' || area === 'sources') && <PinButton id={id} />}
      <CommandMenu
        words={more}
        names={['reports.journal', ...(Object.keys(also) as CommandName[]), `${area}.remove`]}
        runs={runs}
      />
    </div>
  )
}
