import { useMemo } from 'react'
import type { ReactElement } from 'react'
import type { Case } from '../../../shared/records.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { titleOrders, titlesSorted } from '../../lists/title-orders.ts'
import type { ListConfig } from '../../lists/use-filtered-rows.ts'
import { usePrefixSearch } from '../../lists/use-beginning.tsx'
import { RecordList } from '../../lists/record-list.tsx'
import { optionsOf } from '../../records/options.ts'
import { caseStatusWords } from '../../records/vocabulary.ts'
import { PinnedMark } from '../../records/pins.tsx'
import { ChoiceBox } from '../../ui/choice-box.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { ConflictChip } from '../../versions/conflicts.tsx'
import { actOn, doneWords } from './case-actions.ts'
import type { CaseAction } from './case-actions.ts'
import { CaseStatusChip } from './case-status-chip.tsx'
import { CaseSelectionActions } from './case-selection-actions.tsx'

const orders = {
  ...titleOrders,
  reports: 'selection.reports',
} as const satisfies Record<string, MessageKey>
type CaseOrder = keyof typeof orders

const sorted = (rows: readonly Case[], order: CaseOrder, locale: string): readonly Case[] =>
  order === 'reports'
    ? [...rows].sort((a, b) => b.reports - a.reports)
    : titlesSorted(rows, order, locale)

const remove = { kind: 'remove' } as const
const beginning = {
  begin: 'cases.new',
  emptyTitle: 'cases.emptyTitle',
  emptyText: 'cases.emptyText',
} as const
const words = {
  title: 'cases.title',
  list: 'cases.list',
  search: 'selection.filterCases',
} as const

const useArrangement = (): ListConfig<Case, CaseOrder> => {
  const text = useText()
  return useMemo(
    () => ({
      orders,
      sorted,
      filters: [
        {
          name: 'status',
          label: text('cases.status'),
          options: optionsOf(caseStatusWords, text),
          fits: ({ content }, value) => content.status === value,
        },
      ],
      textOf: ({ content }) => `${content.title}\n${content.question}`,
    }),
    [text],
  )
}

/** All cases, with bulk actions. */
export const CaseList = (): ReactElement => {
  const text = useText()
  const { data: cases, error } = useVaultQuery('cases.list', {})
  const arrangement = useArrangement()
  const begun = usePrefixSearch('cases', beginning)
  return (
    <RecordList<CaseAction, Case, CaseOrder>
      area="cases"
      words={words}
      items={cases}
      failure={error}
      arrangement={arrangement}
      rowHeight={80}
      nameOf={({ content }) => ({ name: content.title })}
      actOn={actOn}
      doneWords={doneWords}
      remove={remove}
      chosenActions={(choosing) => <CaseSelectionActions choosing={choosing} />}
      {...begun}
    >
      {(item, { choice, ...row }) => (
        <ListRow
          {...row}
          title={item.content.title}
          {...(item.content.question === '' ? {} : { detail: item.content.question })}
          facts={
            <>
              <PinnedMark id={item.id} />
              <ConflictChip id={item.id} />
              <span>{text('reports.count', { count: item.reports })}</span>
            </>
          }
          end={<CaseStatusChip status={item.content.status} />}
          isChosen={choice.isChosen}
          lead={choice.isShown && <ChoiceBox name={item.content.title} choice={choice} />}
        />
      )}
    </RecordList>
  )
}
