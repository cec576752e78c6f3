import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { memo, useCallback, useContext, useEffect, useRef } from 'react'
import type { ReactElement, ReactNode, Ref } from 'react'
import type { ReportRow, Source } from '../../../shared/records.ts'
import { claimsQuery } from '../../claims/use-claims.ts'
import { prefetch } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { useSources } from '../../records/names.ts'
import { ReportListRow, useRowMarks } from '../../records/report-list-row.tsx'
import type { RowMarks } from '../../records/report-list-row.tsx'
import { VirtualRows } from '../../ui/virtual-rows.tsx'
import type { RowKey, RowsHandle } from '../../ui/virtual-rows.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { dragRows, RowDragContext } from '../../selection/row-drag.ts'
import type { Choosable, ListSelection } from '../../selection/use-selection.ts'
import styles from '../../selection/selection.module.css'

/** Rows for display in a list. */
export type ShownRows = {
  readonly keyAt: (index: number) => RowKey
  readonly indexOf: (key: RowKey) => number
  readonly show?: (first: number, last: number) => void
} & Choosable<ReportRow>

type PressedRow = {
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

/** Search matches, in place of the title and the first words. */
export type MarkedWords = {
  readonly title?: ReactNode
  readonly detail?: ReactNode
  readonly note?: string
}

/**
 * Asks for what the screen of a report shows first, in order of need: data that shifts the text
 * before the rest. What is cached or asked for already is not asked for again.
 */
export const readReportAhead = (client: QueryClient, id: string): void => {
  prefetch(client, 'reports.get', { id })
  prefetch(client, 'records.revisable', { id })
  void client.prefetchQuery(claimsQuery({ caseId: null, reportId: id }))
  prefetch(client, 'custody.of', { id })
  prefetch(client, 'retention.of', { id })
}

/** Memoized: scrolling renders only the rows that become visible. */
const Row = memo(function Row({
  row,
  index,
  tabIndex,
  sourceById,
  marks,
  marked,
  isOpen,
  isChosen,
  isChoosing,
  onPress,
  onToggle,
}: {
  readonly row: ReportRow
  readonly index: number
  readonly tabIndex: 0 | -1
  readonly sourceById: ReadonlyMap<string, Source>
  readonly marks: RowMarks
  readonly marked: MarkedWords | undefined
  readonly isOpen: boolean
  readonly isChosen: boolean
  readonly isChoosing: boolean
  readonly onPress: (row: ReportRow, index: number, event: PressedRow) => void
  readonly onToggle: (index: number, withShift: boolean) => void
}): ReactElement {
  const client = useQueryClient()
  const dragOf = useContext(RowDragContext)
  return (
    <ReportListRow
      row={row}
      sourceById={sourceById}
      marks={marks}
      {...marked}
      isSelected={isOpen}
      choice={{
        isShown: isChoosing,
        isChosen,
        onToggle: (withShift) => onToggle(index, withShift),
      }}
      tabIndex={tabIndex}
      // The press ends a tenth of a second later: by then, the answers are here.
      onDown={({ button, ctrlKey, metaKey, shiftKey }) => {
        if (button === 0 && !ctrlKey && !metaKey && !shiftKey) readReportAhead(client, row.id)
      }}
      onOpen={(_, event) => onPress(row, index, event)}
      onDrag={dragOf === null ? undefined : () => dragRows(dragOf(row))}
    />
  )
})

/**
 * A list of reports with multiple selection: by checkbox, Ctrl- or Shift-click, or Shift and the
 * arrow keys.
 */
export const ReportRows = ({
  label,
  rows,
  selection,
  openId,
  marked,
  onOpen,
  ref,
}: {
  readonly label: string
  readonly rows: ShownRows
  readonly selection: ListSelection
  readonly openId: string | null
  readonly marked?: (index: number) => MarkedWords | undefined
  readonly onOpen: (id: string) => void
  readonly ref: Ref<RowsHandle>
}): ReactElement => {
  const text = useText()
  const { sourceById } = useSources()
  const marks = useRowMarks()
  const latest = useRef({ selection, openAt: -1, onOpen })
  useEffect(() => {
    latest.current = { selection, openAt: openId === null ? -1 : rows.indexOf(openId), onOpen }
  })
  const press = useCallback((row: ReportRow, index: number, event: PressedRow): void => {
    const now = latest.current
    if (event.shiftKey) now.selection.extend(index, now.openAt < 0 ? index : now.openAt)
    else if (event.ctrlKey || event.metaKey) now.selection.toggle(index)
    else now.onOpen(row.id)
  }, [])
  const toggle = useCallback((index: number, withShift: boolean): void => {
    if (withShift) latest.current.selection.extend(index)
    else latest.current.selection.toggle(index)
  }, [])
  return (
    <VirtualRows
      ref={ref}
      label={label}
      count={rows.total}
      keyAt={rows.keyAt}
      indexOf={rows.indexOf}
      rowHeight={96}
      revealKey={openId}
      onRange={rows.show}
      onStep={(from, to, withShift) => {
        if (withShift) selection.extend(to, from)
      }}
    >
      {(index, tabIndex) => {
        const row = rows.at(index)
        return row === undefined ? (
          <div className={styles['waiting']}>
            <VisuallyHidden>{text('common.loading')}</VisuallyHidden>
          </div>
        ) : (
          <Row
            row={row}
            index={index}
            tabIndex={tabIndex}
            sourceById={sourceById}
            marks={marks}
            marked={marked?.(index)}
            isOpen={row.id === openId}
            isChosen={selection.rows.has(row.id)}
            isChoosing={selection.isOpen}
            onPress={press}
            onToggle={toggle}
          />
        )
      }}
    </VirtualRows>
  )
}
