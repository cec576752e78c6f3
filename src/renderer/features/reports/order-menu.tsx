import type { ReactElement } from 'react'
import type { ReportOrder } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { runsOf, useCommands } from '../../commands/commands.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { ViewActions } from '../../app/view-state.ts'

/** Names of the orders in the menu. */
export const orderWords = {
  newest: 'selection.newest',
  oldest: 'selection.oldest',
  event: 'selection.event',
  title: 'selection.title',
} as const satisfies Record<ReportOrder, MessageKey>

/** Names of the list in each order. */
export const listWords = {
  newest: 'reports.list',
  oldest: 'selection.listOldest',
  event: 'selection.listEvent',
  title: 'selection.listTitle',
} as const satisfies Record<ReportOrder, MessageKey>

const isOrder = (id: string): id is ReportOrder => id in orderWords

/** Menu with the order of the list, and multiple selection without a key. */
export const OrderMenu = ({
  order,
  orderReports,
  onSelect,
}: {
  readonly order: ReportOrder
  readonly onSelect: () => void
} & Pick<ViewActions, 'orderReports'>): ReactElement => {
  const text = useText()
  const ids = Object.keys(orderWords).filter(isOrder)
  useCommands({
    'selection.begin': onSelect,
    ...runsOf(ids, (id) => [orderWords[id], id !== order && (() => orderReports(id))]),
  })
  return (
    <Menu
      label={text('selection.menu')}
      choice={{
        label: text('selection.order'),
        options: Object.entries(orderWords).map(([id, words]) => ({ id, label: text(words) })),
        chosen: order,
        onChoose: (id) => {
          if (isOrder(id)) orderReports(id)
        },
      }}
      actions={[{ id: 'select', label: text('selection.begin'), icon: 'choose', run: onSelect }]}
    >
      <IconButton icon="order" label={text('selection.menu')} />
    </Menu>
  )
}
