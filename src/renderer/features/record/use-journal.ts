import { useCallback, useMemo } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { In, Out } from '../../../shared/contract.ts'
import type { JournalLine } from '../../../shared/records.ts'
import { call } from '../../bridge.ts'
import type { Refusal } from '../../bridge.ts'

const pageLines = 100

export interface Journal {
  readonly lines: readonly JournalLine[]
  readonly refusal: Refusal | null
  readonly isPending: boolean
  readonly more: () => void
}

type Those = Pick<In<'journal.list'>, 'kind' | 'about'>

/** Journal lines, newest first, page by page; of one record or of all, and of one kind or of any. */
export const useJournal = (subject: string | null, those: Those): Journal => {
  const query = useInfiniteQuery<
    Out<'journal.list'>,
    Refusal,
    readonly JournalLine[],
    readonly unknown[],
    number | null
  >({
    queryKey: ['journal.list', subject, those],
    initialPageParam: null,
    queryFn: ({ pageParam }) =>
      call('journal.list', { ...those, subject, before: pageParam, limit: pageLines }),
    getNextPageParam: (page) => (page.more ? page.lines.at(-1)?.seq : undefined),
    select: (data) => data.pages.flatMap((page) => page.lines),
  })
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])
  const lines = useMemo(() => query.data ?? [], [query.data])
  return { lines, refusal: query.error, isPending: query.isPending, more }
}
