import { keepPreviousData } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useDesk } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useSources } from '../../records/names.ts'
import { ReportListRow } from '../../records/report-list-row.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { Marked } from '../../ui/marked.tsx'
import styles from './report-list.module.css'

const mostHits = 100
const hitId = (hit: Out<'search.query'>['hits'][number]): string => hit.row.id

/** What a search found, newest first, with the words marked where they were found. */
export const SearchResults = ({
  query,
  openId,
  onOpen,
}: {
  readonly query: string
  readonly openId: string | null
  readonly onOpen: (id: string) => void
}): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  const { sourceById } = useSources()
  const { data, error } = useDesk(
    'search.query',
    { query, limit: mostHits },
    // The last result stays while the next is on its way, so that the list does not flicker.
    { placeholderData: keepPreviousData },
  )
  if (error !== null) return <FailureBanner refusal={error} />
  if (data === undefined) return null
  const { hits, total, unknown } = data
  return (
    <>
      <div role="status" className={styles['summary']}>
        <p>
          {total >= 10_000
            ? text('search.resultsMany', { total: format.number(total) })
            : text('search.results', { total })}
        </p>
        {total > hits.length && (
          <p>{text('search.resultsFirst', { shown: format.number(hits.length) })}</p>
        )}
        {unknown.length > 0 && (
          <p className={styles['unknown']}>
            {text('search.unknown', { names: unknown.join(', ') })}
          </p>
        )}
      </div>
      {hits.length === 0 ? (
        <EmptyState icon="search" title={text('search.none')}>
          <p>{text('search.noneHelp')}</p>
        </EmptyState>
      ) : (
        <VirtualList
          label={text('reports.list')}
          items={hits}
          itemKey={hitId}
          rowHeight={96}
          revealKey={openId}
        >
          {(hit, _, tabIndex) => {
            const marked = <Marked text={hit.snippet} marks={hit.marks} />
            return (
              <ReportListRow
                row={hit.row}
                sourceById={sourceById}
                {...(hit.field === 'title' ? { title: marked } : {})}
                {...(hit.field === 'body' ? { detail: marked } : {})}
                {...(hit.field === 'translation'
                  ? {
                      detail: <span lang="und">{marked}</span>,
                      note: text('search.inTranslation'),
                    }
                  : {})}
                isSelected={hit.row.id === openId}
                tabIndex={tabIndex}
                onOpen={onOpen}
              />
            )
          }}
        </VirtualList>
      )}
    </>
  )
}
