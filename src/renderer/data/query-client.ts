import { QueryClient, replaceEqualDeep } from '@tanstack/react-query'
import type { QueryFilters } from '@tanstack/react-query'
import { madeOf } from './read-reply.ts'

/**
 * Answers stay valid until a change event, so nothing refetches by time. The bridge works without a
 * network: `always` keeps requests from waiting for one. A failure is final.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 60_000,
        retry: false,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        structuralSharing: (shown, read) => madeOf(read, replaceEqualDeep(shown, read)),
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })

/**
 * Refetches everything shown after a change. Use it instead of `invalidateQueries`, which keeps a
 * request in flight if there is no answer yet, or if no component shows it. That answer may have
 * been computed before the change and would count as current.
 *
 * @returns resolves once the active queries are answered.
 */
export const readAgain = (client: QueryClient, filters: QueryFilters = {}): Promise<void> => {
  const inFlight = client.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' })
  for (const query of inFlight) {
    // An active query refetches at once: `silent` lets its promise wait for the new answer.
    void query.cancel(query.isActive() ? { silent: true } : { revert: true })
  }
  return client.invalidateQueries(filters)
}

/** The mark of a query whose answer the user decides on (ADR 0031). */
export const forDecision = { isForDecision: true } as const

/** Refetches queries for decisions. From this moment on, no old answer is shown as current. */
export const readDecisionsAgain = (client: QueryClient): Promise<void> =>
  readAgain(client, { predicate: ({ meta }) => meta?.['isForDecision'] === true })
