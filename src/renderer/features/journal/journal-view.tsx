import { useMemo, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { ActiveFilters, FilterButton } from '../../lists/filters.tsx'
import { useCommands } from '../../commands/commands.tsx'
import { useListKeys } from '../../selection/use-list-keys.ts'
import { useView } from '../../app/view-state.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Panel, PanelHeader, SplitView } from '../../ui/panel.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import type { RowsHandle } from '../../ui/virtual-rows.tsx'
import { foldLines, isActOnMany } from './fold-lines.ts'
import type { FoldedLine } from './fold-lines.ts'
import { JournalLineView } from './journal-line-view.tsx'
import { JournalRow } from './journal-row.tsx'
import { useJournal } from './use-journal.ts'
import { useJournalFilters } from './use-journal-filters.ts'
import shared from '../../ui/shared.module.css'
import styles from './journal.module.css'

const rowKey = ({ line }: FoldedLine): number => line.seq
const rowHeight = 58

/** The journal as a readable chain of custody: actor, date and action, never content. */
export const JournalView = (): ReactElement => {
  const text = useText()
  const { view, showJournal } = useView()
  const subject = view.recordSubject
  const { those, filters, isNarrowed, clear } = useJournalFilters()
  const { lines, failure, isPending, more } = useJournal(subject, those)
  const pane = useRef<HTMLDivElement>(null)
  const list = useRef<RowsHandle>(null)
  const filter = useRef<HTMLButtonElement>(null)
  useListKeys({ pane, rows: list, onSearch: () => filter.current?.click() })
  const [selected, setSelected] = useState<number | null>(null)
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const rows = useMemo(
    () =>
      subject === null && !isNarrowed
        ? foldLines(lines, opened)
        : lines.map((each) => ({ line: each, count: 1 })),
    [isNarrowed, lines, opened, subject],
  )
  useCommands({ 'record.showAll': subject !== null && (() => showJournal(null)) })
  const choose = (row: FoldedLine): void => {
    if (isActOnMany(row)) setOpened((before) => new Set(before).add(row.line.seq))
    setSelected(row.line.seq)
  }
  const line = selected === null ? undefined : lines.find((item) => item.seq === selected)

  return (
    <SplitView
      list={
        <div ref={pane} className={shared['contents']}>
          <Panel
            label={text('record.title')}
            tone="list"
            scroll={false}
            header={
              <PanelHeader
                title={text('record.title')}
                actions={<FilterButton ref={filter} filters={filters} onClear={clear} />}
              >
                {subject !== null && (
                  <div className={styles['filter']}>
                    <Icon name="filter" size={16} />
                    <span className={styles['filterText']}>{text('record.filtered')}</span>
                    <Button size="small" onPress={() => showJournal(null)}>
                      {text('record.showAll')}
                    </Button>
                  </div>
                )}
                <ActiveFilters filters={filters} />
              </PanelHeader>
            }
          >
            <FailureBanner failure={failure} />
            {!isPending && failure === null && lines.length === 0 ? (
              isNarrowed ? (
                <EmptyState
                  icon="filter"
                  title={text('selection.noneFit')}
                  action={<Button onPress={clear}>{text('reports.clearFilters')}</Button>}
                >
                  {text('record.noneFitText')}
                </EmptyState>
              ) : (
                <EmptyState icon="record" title={text('record.empty')}>
                  {text('record.emptyText')}
                </EmptyState>
              )
            ) : (
              <VirtualList
                key={JSON.stringify([subject, those])}
                ref={list}
                label={text('record.list')}
                items={rows}
                itemKey={rowKey}
                rowHeight={rowHeight}
                onEnd={more}
              >
                {(item, _, tabIndex) => (
                  <JournalRow
                    row={item}
                    isSelected={item.line.seq === selected}
                    tabIndex={tabIndex}
                    onPress={() => choose(item)}
                  />
                )}
              </VirtualList>
            )}
          </Panel>
        </div>
      }
      record={
        <Panel label={text('record.intro')}>
          {line === undefined ? (
            <EmptyState icon="record" title={text('record.intro')}>
              {text('record.introText')}
            </EmptyState>
          ) : (
            <JournalLineView line={line} />
          )}
        </Panel>
      }
    />
  )
}
