import { useMemo } from 'react'
import type { MouseEvent, ReactElement, ReactNode } from 'react'
import type { AppError } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { BulkReport } from '../selection/bulk-report.tsx'
import { SelectionToolbar } from '../selection/selection-toolbar.tsx'
import type { Outcome } from '../selection/outcome.ts'
import type { BulkAction } from '../selection/use-bulk.tsx'
import { useMultiSelect } from '../selection/use-multi-select.ts'
import type { MultiSelect } from '../selection/use-multi-select.ts'
import type { SelectionRow } from '../selection/use-selection.ts'
import { Button } from '../ui/button.tsx'
import type { BoxChoice } from '../ui/choice-box.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Panel, PanelHeader } from '../ui/panel.tsx'
import { VirtualList } from '../ui/virtual-list.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { ConflictsOfRows } from '../versions/conflicts.tsx'
import { usePinned } from '../records/pins.tsx'
import { useView } from '../app/view-state.ts'
import type { ListArea } from '../app/view-state.ts'
import { ActiveFilters, FilterButton } from './filters.tsx'
import { OrderButton } from './order-button.tsx'
import { TypedSearch } from './typed-search.tsx'
import { useFilteredRows } from './use-filtered-rows.ts'
import type { ListConfig } from './use-filtered-rows.ts'
import shared from '../ui/shared.module.css'

/** Props of a rendered row. */
export type RowPart = {
  readonly isSelected: boolean
  readonly tabIndex: 0 | -1
  readonly choice: BoxChoice
  readonly onPress: (event: MouseEvent) => void
}

const rowId = ({ id }: SelectionRow): string => id
const none: readonly never[] = []

/** Pinned records first, in the order of the list. */
const usePinnedFirst = <R extends SelectionRow>(
  rows: readonly R[] | undefined,
): readonly R[] | undefined => {
  const pinned = usePinned()
  return useMemo(() => {
    const ids = new Set<string>(pinned)
    if (rows === undefined || !rows.some(({ id }) => ids.has(id))) return rows
    return [...rows.filter(({ id }) => ids.has(id)), ...rows.filter(({ id }) => !ids.has(id))]
  }, [pinned, rows])
}

/**
 * The list of a fully loaded view: search box, order, filters with chips, multiple selection, and
 * mail-program keys.
 */
export const RecordList = <A extends BulkAction, R extends SelectionRow, O extends string>({
  area,
  words,
  items,
  failure,
  arrangement,
  rowHeight,
  nameOf,
  actOn,
  doneWords,
  remove,
  chosenActions,
  scope = '',
  actions,
  under,
  empty,
  children,
}: {
  readonly area: Exclude<ListArea, 'reports'>
  readonly words: {
    readonly title: MessageKey
    readonly list: MessageKey
    /** Name of the box that narrows the list. */
    readonly search: MessageKey
  }
  /** All rows, newest first; undefined until loaded. */
  readonly items: readonly R[] | undefined
  readonly failure: AppError | null
  readonly arrangement: ListConfig<R, O>
  /** Estimate in pixels; rows are measured. */
  readonly rowHeight: number
  readonly nameOf: (row: R) => { readonly name: string; readonly lang?: string | undefined }
  /** Applies an action to the current revision of one row. Never rejects. */
  readonly actOn: (id: R['id'], act: A) => Promise<Outcome>
  readonly doneWords: Readonly<Record<A['kind'], MessageKey>>
  readonly remove: A
  /** Further actions on the selection. */
  readonly chosenActions?: (choosing: MultiSelect<A, R>) => ReactNode
  /** Extra key: when it changes, the selection is reset. */
  readonly scope?: string
  /** At the end of the list head. */
  readonly actions?: ReactNode
  /** Below the search box. */
  readonly under?: ReactNode
  /** Shown if there are no records at all. */
  readonly empty: ReactNode
  readonly children: (row: R, part: RowPart) => ReactNode
}): ReactElement => {
  const text = useText()
  const { view, select, arrangeList } = useView()
  const openId = view.selected[area]
  const narrowed = useFilteredRows(area, items, arrangement)
  const { order, filters } = narrowed
  const rows = usePinnedFirst(narrowed.rows)
  const total = items?.length ?? 0
  const list = `${scope} ${narrowed.key}`
  const choosing = useMultiSelect<A, R>({
    items: rows ?? none,
    isRead: rows !== undefined,
    list,
    openId,
    onClose: () => select(area, null),
    remove,
    actOn,
    doneWords,
  })
  const { selection, bulk } = choosing
  const chips = (
    <ActiveFilters
      filters={filters}
      besides={
        order === 'newest'
          ? []
          : [
              {
                key: 'order',
                name: text(arrangement.orders[order]),
                label: text('selection.orderOff'),
                off: () => arrangeList(area, { order: 'newest' }),
              },
            ]
      }
    />
  )
  const shown = text('selection.shown', { shown: rows?.length ?? 0, all: total })
  return (
    <div ref={choosing.pane} className={shared['contents']}>
      <Panel
        label={text(words.title)}
        tone="list"
        scroll={false}
        header={
          selection.isOpen || bulk.running !== null ? (
            <SelectionToolbar
              selection={selection}
              bulk={bulk}
              onRemove={() => choosing.act(remove)}
              under={chips}
            >
              {chosenActions?.(choosing)}
            </SelectionToolbar>
          ) : (
            <PanelHeader
              title={text(words.title)}
              {...(total === 0 ? {} : { count: narrowed.isNarrowed ? shown : total })}
              actions={
                <>
                  <OrderButton
                    orders={arrangement.orders}
                    value={order}
                    onChange={(next) => arrangeList(area, { order: next })}
                    onSelect={(rows?.length ?? 0) === 0 ? null : selection.begin}
                  />
                  <FilterButton
                    filters={filters}
                    onClear={() => arrangeList(area, { filters: {} })}
                  />
                  {actions}
                </>
              }
            >
              {total > 0 && (
                <form role="search" onSubmit={(event) => event.preventDefault()}>
                  <TypedSearch
                    label={words.search}
                    placeholder={words.search}
                    value={view.lists[area].query}
                    onChange={(query) => arrangeList(area, { query })}
                    onDown={() => choosing.rows.current?.focusStop()}
                  />
                </form>
              )}
              {under}
              {chips}
            </PanelHeader>
          )
        }
      >
        <VisuallyHidden>
          <span role="status">
            {selection.isOpen
              ? text('selection.count', { count: selection.rows.size })
              : narrowed.isNarrowed
                ? shown
                : ''}
          </span>
        </VisuallyHidden>
        <FailureBanner failure={failure} />
        {bulk.result !== null && (
          <BulkReport result={bulk.result} nameOf={nameOf} onClose={bulk.close} />
        )}
        {items !== undefined && total === 0 && empty}
        {total > 0 && rows?.length === 0 && (
          <EmptyState
            icon="filter"
            title={text('selection.noneFit')}
            action={<Button onPress={narrowed.clear}>{text('selection.showAll')}</Button>}
          >
            <p>{text('selection.noneFitText')}</p>
          </EmptyState>
        )}
        {rows !== undefined && rows.length > 0 && (
          <ConflictsOfRows>
            <VirtualList
              key={list}
              ref={choosing.rows}
              onStep={choosing.onStep}
              label={text(words.list)}
              items={rows}
              itemKey={rowId}
              rowHeight={rowHeight}
              revealKey={openId}
            >
              {(row, index, tabIndex) =>
                children(row, {
                  isSelected: row.id === openId,
                  tabIndex,
                  choice: choosing.choiceOf(row, index),
                  onPress: (event) => choosing.press(index, event, () => select(area, row.id)),
                })
              }
            </VirtualList>
          </ConflictsOfRows>
        )}
      </Panel>
    </div>
  )
}
