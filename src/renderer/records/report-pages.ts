import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReportRow, ReportState } from '../../shared/records.ts'
import { call } from '../data/bridge.ts'
import type { AppError } from '../data/bridge.ts'

export type ReportListFilter = {
  readonly caseId: string | null
  readonly sourceId: string | null
  readonly state: ReportState | null
}

/** All reports. */
export const allReports: ReportListFilter = { caseId: null, sourceId: null, state: null }

export type ReportPages = {
  readonly rows: readonly ReportRow[]
  readonly total: number
  readonly isPending: boolean
  readonly isLoadingMore: boolean
  readonly hasMore: boolean
  readonly failure: AppError | null
  readonly loadMore: () => void
  readonly retry: () => void
}

const pageSize = 100

/** Reports that match a filter, newest first, loaded page by page while scrolling. */
export const useReportPages = (filter: ReportListFilter, enabled = true): ReportPages => {
  const query = useInfiniteQuery({
    queryKey: ['reports.list', filter],
    queryFn: ({ pageParam }) =>
      call('reports.list', { ...filter, cursor: pageParam, limit: pageSize }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled,
  })
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  return {
    rows,
    total: data?.pages[0]?.total ?? 0,
    isPending: query.isPending,
    isLoadingMore: isFetchingNextPage,
    hasMore: hasNextPage,
    // call() throws nothing else.
    failure: query.error as AppError | null,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
    },
    retry: () => void refetch(),
  }
}
