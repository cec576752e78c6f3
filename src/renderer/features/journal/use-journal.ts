import { useCallback } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { InfiniteData } from '@tanstack/react-query'
import type { In, Out } from '../../../shared/contract.ts'
import type { JournalLine } from '../../../shared/records.ts'
import { call } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { limits } from '../../records/limits.ts'

const firstLines = 100
/** A larger page: a run shown as one row may have to be read to its end. */
const furtherLines = limits.page

export type Journal = {
  readonly lines: readonly JournalLine[]
  readonly failure: AppError | null
  readonly isPending: boolean
  readonly more: () => void
}

type JournalRecords = Pick<In<'journal.list'>, 'kind' | 'about'>

type JournalPages = InfiniteData<Out<'journal.list'>, number | null>

const none: readonly JournalLine[] = []

/** A stable function, so that the query runs it once per loaded page and not on each render. */
const linesOf = ({ pages }: JournalPages): readonly JournalLine[] =>
  none.concat(...pages.map((page) => page.lines))

/** Journal lines, newest first, page by page; of one record or all, and of one kind or all. */
export const useJournal = (subject: string | null, those: JournalRecords): Journal => {
  const query = useInfiniteQuery<
    Out<'journal.list'>,
    AppError,
    readonly JournalLine[],
    readonly unknown[],
    number | null
  >({
    queryKey: ['journal.list', subject, those],
    initialPageParam: null,
    queryFn: ({ pageParam }) =>
      call('journal.list', {
        ...those,
        subject,
        before: pageParam,
        limit: pageParam === null ? firstLines : furtherLines,
      }),
    getNextPageParam: (page) => (page.more ? page.lines.at(-1)?.seq : undefined),
    select: linesOf,
    // Lines never change, and comparing 100,000 of them would cost frames.
    structuralSharing: false,
  })
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])
  return { lines: query.data ?? none, failure: query.error, isPending: query.isPending, more }
}
