import { useId } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { CommandName } from '../../commands/registry.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import shared from '../../ui/shared.module.css'
import styles from './source-page.module.css'

/**
 * A short list of similar entries in a form, each with its own fields, with a button to add one.
 */
export const EntriesField = <T,>({
  label,
  hint,
  items,
  max,
  add,
  entryLabel,
  removeLabel,
  onAdd,
  onChange,
  children,
}: {
  readonly label: string
  readonly hint: string
  readonly items: readonly T[]
  readonly max: number
  readonly add: CommandName
  /** Names of an entry and its button, counted from 1. */
  readonly entryLabel: (index: number) => string
  readonly removeLabel: (index: number) => string
  readonly onAdd: () => T
  readonly onChange: (items: T[]) => void
  readonly children: (item: T, change: (patch: Partial<T>) => void) => ReactNode
}): ReactElement => {
  const id = useId()
  const text = useText()
  const hasRoom = items.length < max
  const grow = (): void => onChange([...items, onAdd()])
  useCommands({ [add]: hasRoom && grow })
  const patch = (at: number, part: Partial<T>): void =>
    onChange(items.map((item, index) => (index === at ? { ...item, ...part } : item)))
  return (
    <div role="group" aria-labelledby={id} className={shared['stack3']}>
      <p id={id} className={styles['legend']}>
        {label}
      </p>
      <p className={shared['quiet']}>{hint}</p>
      {items.map((item, index) => (
        // Entries have no ids, and the form holds all their state.
        <div
          key={`${index}`}
          role="group"
          aria-label={entryLabel(index + 1)}
          className={styles['entry']}
        >
          <div className={styles['entryFields']}>
            {children(item, (part) => patch(index, part))}
          </div>
          <IconButton
            icon="trash"
            size="small"
            label={removeLabel(index + 1)}
            onPress={() => onChange(items.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button size="small" icon="plus" isDisabled={!hasRoom} onPress={grow}>
          {text(add)}
        </Button>
      </div>
    </div>
  )
}
