import { isCancelledError, useQueries, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { In } from '../../shared/contract.ts'
import type { ReportOrder, ReportRow } from '../../shared/records.ts'
import { vaultQuery, useVaultQuery } from '../data/bridge.ts'
import type { AppError } from '../data/bridge.ts'
import { readAgain } from '../data/query-client.ts'
import type { RowKey } from '../ui/virtual-rows.tsx'
import type { ReportListFilter } from './report-pages.ts'

export type ReportListOf = {
  readonly order: ReportOrder
} & ReportListFilter

const pageSize = 100
/** Pages scrolled past faster than this are not requested. */
const restMs = 80
/** Unused pages are dropped: a list of 100,000 rows is not kept. */
const keptMs = 30_000

const pageInput = (list: ReportListOf, page: number): In<'reports.list'> => ({
  ...list,
  cursor: null,
  skip: page * pageSize,
  limit: pageSize,
})

const pageQuery = (list: ReportListOf, page: number) => ({
  ...vaultQuery('reports.list', pageInput(list, page)),
  gcTime: keptMs,
})

/** One page; requested again if a change cancels the request. */
const readPage = async (client: QueryClient, list: ReportListOf, page: number) => {
  for (;;) {
    try {
      return await client.fetchQuery({ ...pageQuery(list, page), staleTime: Infinity })
    } catch (error) {
      if (!isCancelledError(error)) throw error
    }
  }
}

/** Number of reports in a list; undefined until known. */
export const useReportTotal = (list: ReportListOf): number | undefined =>
  useVaultQuery('reports.list', pageInput(list, 0), { gcTime: keptMs }).data?.total

export type ReportRows = {
  readonly total: number
  readonly isPending: boolean
  readonly failure: AppError | null
  /** undefined until its page is loaded. */
  readonly at: (index: number) => ReportRow | undefined
  readonly keyAt: (index: number) => RowKey
  readonly indexOf: (key: RowKey) => number
  /** Requests the pages of these rows. */
  readonly show: (first: number, last: number) => void
  /** Loads rows that may not have been displayed, both ends included. */
  readonly between: (from: number, to: number) => Promise<readonly ReportRow[]>
  readonly retry: () => void
}

/**
 * Random access to the reports of a list: visible rows are loaded page by page, and a jump to the
 * end loads only the end.
 */
export const useReportRows = (list: ReportListOf): ReportRows => {
  const client = useQueryClient()
  const [wanted, setWanted] = useState<readonly number[]>([0])
  const pages = useMemo(() => [...new Set([0, ...wanted])], [wanted])
  const results = useQueries({ queries: pages.map((page) => pageQuery(list, page)) })
  const [head] = results
  const total = head?.data?.total ?? 0

  // Results are new objects on every render; their data is not.
  const data = results.map((result) => result.data)
  const known = useRef<{ readonly data: typeof data; readonly rows: Map<number, ReportRow> }>(null)
  const isSame =
    known.current !== null &&
    known.current.data.length === data.length &&
    known.current.data.every((page, at) => page === data[at])
  if (!isSame || known.current === null) {
    const rows = new Map<number, ReportRow>()
    pages.forEach((page, at) => {
      data[at]?.rows.forEach((row, offset) => rows.set(page * pageSize + offset, row))
    })
    known.current = { data, rows }
  }
  const { rows } = known.current
  const places = useMemo(() => {
    const found = new Map<RowKey, number>()
    // Pages loaded at different times may share a row: its first index counts.
    for (const [index, row] of rows) if (!found.has(row.id)) found.set(row.id, index)
    return found
  }, [rows])

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const show = useCallback((first: number, last: number): void => {
    clearTimeout(timer.current)
    const from = Math.floor(Math.max(0, first - 20) / pageSize)
    const to = Math.floor((last + 20) / pageSize)
    const next = Array.from({ length: to - from + 1 }, (_, at) => from + at)
    const take = (): void => setWanted((now) => (now.join() === next.join() ? now : next))
    setWanted((now) => {
      // Scrolled by a page; a jump waits until scrolling stops.
      if (next.some((page) => now.includes(page))) return now.join() === next.join() ? now : next
      timer.current = setTimeout(take, restMs)
      return now
    })
  }, [])

  const between = useCallback(
    async (from: number, to: number): Promise<readonly ReportRow[]> => {
      const found: ReportRow[] = []
      for (let page = Math.floor(from / pageSize); page * pageSize <= to; page += 1) {
        const read = await readPage(client, list, page)
        const start = page * pageSize
        found.push(...read.rows.slice(Math.max(0, from - start), to - start + 1))
        if (read.rows.length < pageSize) break
      }
      return found
    },
    [client, list],
  )
  return {
    total,
    isPending: head?.isPending ?? true,
    // call() throws nothing else.
    failure: (results.find((result) => result.error !== null)?.error ?? null) as AppError | null,
    at: (index) => rows.get(index),
    keyAt: useCallback(
      (index) => {
        const id = rows.get(index)?.id
        return id !== undefined && places.get(id) === index ? id : index
      },
      [places, rows],
    ),
    indexOf: useCallback((key) => places.get(key) ?? -1, [places]),
    show,
    between,
    retry: () => void readAgain(client, { queryKey: ['reports.list'] }),
  }
}
