import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import type { CommandName } from '../commands/registry.ts'
import { runsOf, useCommands } from '../commands/commands.tsx'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'

/** Menu of a fully loaded list: its order, and selecting several rows. */
export const OrderButton = <T extends string>({
  orders,
  value,
  onChange,
  onSelect,
}: {
  readonly orders: Readonly<Record<T, CommandName>>
  readonly value: T
  readonly onChange: (order: T) => void
  /** Null: there is nothing to select. */
  readonly onSelect: (() => void) | null
}): ReactElement => {
  const text = useText()
  const ids = Object.keys(orders) as T[]
  useCommands(runsOf(ids, (id) => [orders[id], id !== value && (() => onChange(id))]))
  const label = `${text('selection.order')}: ${text(orders[value])}`
  return (
    <Menu
      label={text('selection.menu')}
      choice={{
        label: text('selection.order'),
        options: ids.map((id) => ({ id, label: text(orders[id]) })),
        chosen: value,
        onChoose: (id) => {
          const order = ids.find((one) => one === id)
          if (order !== undefined) onChange(order)
        },
      }}
      actions={[
        {
          id: 'select',
          label: text('selection.several'),
          icon: 'choose',
          isDisabled: onSelect === null,
          run: () => onSelect?.(),
        },
      ]}
    >
      <IconButton icon="order" label={label} variant={value === 'newest' ? 'quiet' : 'secondary'} />
    </Menu>
  )
}
