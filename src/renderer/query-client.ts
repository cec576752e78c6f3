import { QueryClient, replaceEqualDeep } from '@tanstack/react-query'
import { madeOf } from './read-reply.ts'

/**
 * Answers stay true until a change is told, so nothing is ever read again by the clock. The bridge
 * works without a network: `always` keeps requests from waiting for one. A refusal is final.
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
