import { keepPreviousData } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactElement, Ref } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { scriptOf } from '../../i18n/languages.ts'
import { useText } from '../../i18n/use-text.ts'
import type { Text } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Marked } from '../../ui/marked.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { RowsHandle } from '../../ui/virtual-rows.tsx'
import { ReportRows } from './report-rows.tsx'
import type { MarkedWords, ShownRows } from './report-rows.tsx'
import type { ListSelection } from '../../selection/use-selection.ts'
import { useView } from '../../app/view-state.ts'
import styles from './report-list.module.css'

const mostHits = 100

export type SearchState = {
  readonly result: Out<'search.query'> | undefined
  readonly failure: AppError | null
  readonly rows: ShownRows
  /** Is the result the newest one of this query, not that of the previous query? */
  readonly isCurrent: boolean
  /** Is it the result of another query? */
  readonly isOfOlder: boolean
}

/**
 * Search results as rows, for each key that is typed. While a search runs, the next one waits and
 * only the newest is sent, so that a slow one delays one and not all. An empty query is not sent.
 */
export const useFound = (query: string): SearchState => {
  const [{ sent, isFirst }, setSent] = useState({ sent: query, isFirst: true })
  const { data, error, isFetching, isPlaceholderData } = useVaultQuery(
    'search.query',
    { query: sent, limit: mostHits },
    // The previous result stays while the next one loads, so that the list does not flicker; not that
    // of a search that was cleared.
    { enabled: sent !== '', ...(isFirst ? {} : { placeholderData: keepPreviousData }) },
  )
  const isSent = sent === query
  if (!isSent && (!isFetching || query === '')) setSent({ sent: query, isFirst: sent === '' })
  const rows = useMemo<ShownRows>(() => {
    const found = (data?.hits ?? []).map(({ row }) => row)
    const places = new Map(found.map((row, index) => [row.id as string, index]))
    return {
      total: found.length,
      at: (index) => found[index],
      between: async (from, to) => found.slice(from, to + 1),
      keyAt: (index) => found[index]?.id ?? index,
      indexOf: (key) => places.get(String(key)) ?? -1,
    }
  }, [data])
  return {
    result: data,
    failure: error,
    rows,
    isCurrent: isSent && data !== undefined && !isFetching,
    isOfOlder: !isSent || isPlaceholderData,
  }
}

/** What a row shows of a hit in place of the title or the first words. */
const marksOf = (
  { snippet, marks, field }: Out<'search.query'>['hits'][number],
  text: Text,
): MarkedWords => {
  const marked = <Marked text={snippet} marks={marks} />
  if (field === 'title') return { title: marked }
  if (field === 'body') return { detail: marked }
  return field === 'translation'
    ? {
        detail: <span lang={scriptOf(snippet)}>{marked}</span>,
        note: text('search.inTranslation'),
      }
    : {}
}

/** Search results, newest first, with matches marked. */
export const FoundReports = ({
  found: { result, failure, rows, isCurrent },
  searched,
  selection,
  openId,
  onOpen,
  ref,
}: {
  readonly found: SearchState
  /** Length of the query that these results are for. The window driver waits for it. */
  readonly searched: number
  readonly selection: ListSelection
  readonly openId: string | null
  readonly onOpen: (id: string) => void
  readonly ref: Ref<RowsHandle>
}): ReactElement | null => {
  const text = useText()
  const { view, search } = useView()
  // Once for each result, so that its rows are not rendered again without a change.
  const marked = useMemo(() => result?.hits.map((hit) => marksOf(hit, text)) ?? [], [result, text])
  if (failure !== null) return <FailureBanner failure={failure} />
  if (result === undefined) return null
  const { hits, total, unknown } = result
  const counted =
    total >= 10_000 ? text('search.resultsMany', { total }) : text('search.results', { total })
  return (
    <>
      <div
        role="status"
        className={styles['summary']}
        data-searched={isCurrent ? searched : undefined}
      >
        {/* Without a match, the heading below says so in the picture. */}
        {hits.length === 0 ? <VisuallyHidden>{counted}</VisuallyHidden> : <p>{counted}</p>}
        {total > hits.length && <p>{text('search.resultsFirst', { shown: hits.length })}</p>}
        {unknown.length > 0 && (
          <p className={styles['unknown']}>
            {text('search.unknown', { names: unknown.join(', ') })}
          </p>
        )}
      </div>
      {hits.length === 0 ? (
        <EmptyState
          icon="search"
          title={
            // A filter is nothing that a report could contain.
            /[:"*]|(^| )-/.test(view.query) || view.query.trim() === ''
              ? text('search.none')
              : text('search.noneOf', { words: view.query.trim() })
          }
          action={<Button onPress={() => search('')}>{text('search.clear')}</Button>}
        >
          <p>{text('search.noneHelp')}</p>
        </EmptyState>
      ) : (
        <ReportRows
          ref={ref}
          label={text('reports.list')}
          rows={rows}
          selection={selection}
          openId={openId}
          marked={(index) => marked[index]}
          onOpen={onOpen}
        />
      )}
    </>
  )
}
