import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { useCommands } from '../commands/commands.tsx'
import type { AppCommand } from '../commands/commands.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { useFocusIfLost } from '../ui/focus.ts'
import { Menu } from '../ui/menu.tsx'
import { useView } from '../app/view-state.ts'
import { useReadOnly } from './use-read-only.ts'
import { useRevisable } from './use-revisable.ts'
import styles from './record-form.module.css'

/** Actions on a shown record: edit if this vault can, show its journal, more, delete. */
export const RecordActions = ({
  id,
  words,
  also = [],
  wasLeft = false,
  onEdit,
  onRemove,
}: {
  readonly id: string
  readonly words: {
    readonly edit: MessageKey
    readonly more: MessageKey
    readonly remove: MessageKey
  }
  readonly also?: readonly AppCommand[]
  /** The edit form was open and was closed. */
  readonly wasLeft?: boolean
  readonly onEdit: () => void
  readonly onRemove: () => void
}): ReactElement => {
  const text = useText()
  const { showJournal } = useView()
  const isReadOnly = useReadOnly()
  const revisable = useRevisable(id)
  const edit = useFocusIfLost<HTMLButtonElement>(wasLeft)
  const journal: AppCommand = {
    id: 'journal',
    name: 'reports.journal',
    icon: 'record',
    run: () => showJournal(id),
  }
  const remove: AppCommand = { id: 'remove', name: words.remove, icon: 'trash', run: onRemove }
  useCommands([
    ...(revisable === 'yes'
      ? [{ id: 'edit', name: words.edit, icon: 'edit' as const, run: onEdit }]
      : []),
    journal,
    ...also,
    ...(isReadOnly ? [] : [remove]),
  ])
  return (
    <div className={styles['acts']}>
      {revisable !== 'theirs' && (
        <Button ref={edit} icon="edit" isDisabled={revisable !== 'yes'} onPress={onEdit}>
          {text(words.edit)}
        </Button>
      )}
      <Menu
        label={text(words.more)}
        acts={[
          ...[journal, ...also].map(({ name, ...act }) => ({ ...act, label: text(name) })),
          {
            id: 'remove',
            label: text(words.remove),
            icon: 'trash',
            danger: true,
            isDisabled: isReadOnly,
            run: onRemove,
          },
        ]}
      >
        <IconButton icon="more" label={text(words.more)} />
      </Menu>
    </div>
  )
}
