import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { MenuAct } from '../ui/menu.tsx'
import { useView } from '../view-state.tsx'
import { useReadOnly } from './use-read-only.ts'
import { useRevisable } from './use-revisable.ts'
import styles from './record-form.module.css'

/** What can be done with a record that is shown: edit where this vault may, see its journal, more, remove. */
export const RecordActs = ({
  id,
  words,
  also = [],
  onEdit,
  onRemove,
}: {
  readonly id: string
  readonly words: {
    readonly edit: MessageKey
    readonly more: MessageKey
    readonly remove: MessageKey
  }
  readonly also?: readonly MenuAct[]
  readonly onEdit: () => void
  readonly onRemove: () => void
}): ReactElement => {
  const text = useText()
  const { showJournal } = useView()
  const isReadOnly = useReadOnly()
  const revisable = useRevisable(id)
  return (
    <div className={styles['acts']}>
      {revisable !== 'theirs' && (
        <Button icon="edit" isDisabled={revisable !== 'yes'} onPress={onEdit}>
          {text(words.edit)}
        </Button>
      )}
      <Menu
        label={text(words.more)}
        acts={[
          {
            id: 'journal',
            label: text('reports.journal'),
            icon: 'record',
            run: () => showJournal(id),
          },
          ...also,
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
