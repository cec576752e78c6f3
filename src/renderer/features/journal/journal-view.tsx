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
import { JournalRow, listedDay } from './journal-row.tsx'
import { useJournal } from './use-journal.ts'
import { useJournalFilters } from './use-journal-filters.ts'
import shared from '../../ui/shared.module.css'
import styles from './journal.module.css'

const rowKey = ({ line }: FoldedLine): number => line.seq
const rowHeight = 58

/** Is the row the first of its day in the list? */
const isFirstOfDay = (rows: readonly FoldedLine[], index: number): boolean => {
  const [before, row] = [rows[index - 1], rows[index]]
  return (
    row !== undefined && (before === undefined || listedDay(before.line) !== listedDay(row.line))
  )
}

/** The journal as a readable chain of custody: actor, date and action, never content. */
export const JournalView = (): ReactElement => {
  const text = useText()
  const { view, showJournal } = useView()
  const subject = view.journalSubject
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
  useCommands({ 'journal.showAll': subject !== null && (() => showJournal(null)) })
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
            label={text('journal.title')}
            tone="list"
            scroll={false}
            header={
              <PanelHeader
                title={text('journal.title')}
                actions={<FilterButton ref={filter} filters={filters} onClear={clear} />}
              >
                {subject !== null && (
                  <div className={styles['filter']}>
                    <Icon name="filter" size={16} />
                    <span className={styles['filterText']}>{text('journal.filtered')}</span>
                    <Button size="small" onPress={() => showJournal(null)}>
                      {text('journal.showAll')}
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
                  {text('journal.noneFitText')}
                </EmptyState>
              ) : (
                <EmptyState icon="journal" title={text('journal.empty')}>
                  {text('journal.emptyText')}
                </EmptyState>
              )
            ) : (
              <VirtualList
                key={JSON.stringify([subject, those])}
                ref={list}
                label={text('journal.list')}
                items={rows}
                itemKey={rowKey}
                rowHeight={rowHeight}
                onEnd={more}
              >
                {(item, index, tabIndex) => (
                  <JournalRow
                    row={item}
                    isFirstOfDay={isFirstOfDay(rows, index)}
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
        <Panel label={text('journal.intro')}>
          {line === undefined ? (
            <EmptyState icon="journal" title={text('journal.intro')}>
              {text('journal.introText')}
            </EmptyState>
          ) : (
            <JournalLineView line={line} />
          )}
        </Panel>
      }
    />
  )
}
