import { useEffect } from 'react'
import { QueryObserver, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  QueryClient,
  QueryFunctionContext,
  UseMutationOptions,
  UseMutationResult,
  UseQueryOptions,
  UseQueryResult,
} from '@tanstack/react-query'
import type { Channel } from '../../shared/channels.ts'
import type { VaultApi, VaultEvent, In, Out } from '../../shared/contract.ts'
import type { SentReply } from '../../shared/reply.ts'
import type { FailureCode } from '../../shared/failure.ts'
import { readReply } from './read-reply.ts'
import { useIsShown } from './use-is-shown.ts'
import { readAgain } from './query-client.ts'

declare global {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- Merged into the DOM's own.
  interface Window {
    readonly api: VaultApi
  }
}

/** Origin of a failure: a channel, or the window. */
export type Where = Channel | 'window'

/** A refused request, as the window sees it: a code, its origin, and the fields at fault. */
export class AppError extends Error {
  readonly code: FailureCode
  readonly where: Where
  readonly fields: readonly string[]

  constructor(code: FailureCode, where: Where, fields: readonly string[] = []) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.where = where
    this.fields = fields
  }

  /** Two values from closed lists and nothing else, so it is safe to give to other people. */
  get reference(): string {
    return `${this.code}/${this.where}`
  }
}

/** Wraps any thrown value: if it is not a failure, the fault is in the window. */
export const appErrorOf = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('internal', 'window')

/**
 * One request over the bridge.
 *
 * @param known an earlier answer to the same request; returned if nothing changed.
 * @throws AppError, never anything else.
 */
export const call = async <C extends Channel>(
  channel: C,
  input: In<C>,
  known?: Out<C>,
): Promise<Out<C>> => {
  // The mapped type keeps channel and input together; TypeScript cannot follow it through an index.
  const send = window.api[channel] as unknown as (input: In<C>) => Promise<SentReply<Out<C>>>
  const reply = readReply(
    await send(input).catch(() => ({ ok: false, code: 'internal', fields: [] }) as const),
    known,
  )
  if (reply.ok) return reply.value
  throw new AppError(reply.code, channel, reply.fields)
}

/** Query key and query function of a request. */
export const vaultQuery = <C extends Channel>(channel: C, input: In<C>) => ({
  queryKey: [channel, input] as const,
  queryFn: ({ client, queryKey }: QueryFunctionContext): Promise<Out<C>> =>
    call(channel, input, client.getQueryData<Out<C>>(queryKey)),
})

type QueryRest<C extends Channel> = Omit<
  UseQueryOptions<Out<C>, AppError>,
  'queryKey' | 'queryFn' | 'select'
>

/**
 * Reads through the bridge and caches the answer until something changes. The key is `[channel,
 * input]`.
 */
export const useVaultQuery = <C extends Channel>(
  channel: C,
  input: In<C>,
  options: QueryRest<C> = {},
): UseQueryResult<Out<C>, AppError> =>
  useQuery<Out<C>, AppError>({ ...options, ...vaultQuery(channel, input) })

/**
 * Prefetches an answer before its component mounts; `useVaultQuery` reads it, or joins the pending
 * request.
 */
export const prefetch = <C extends Channel>(
  client: QueryClient,
  channel: C,
  input: In<C>,
): void => {
  void client.prefetchQuery(vaultQuery(channel, input))
}

/**
 * Subscribes to a query without rendering.
 *
 * @returns the function that unsubscribes.
 */
export const subscribeToQuery = <C extends Channel>(
  client: QueryClient,
  channel: C,
  input: In<C>,
  listener: (answer: Out<C>) => void,
): (() => void) => {
  const observer = new QueryObserver<Out<C>, AppError>(client, vaultQuery(channel, input))
  const tell = ({ data }: { readonly data: Out<C> | undefined }): void => {
    if (data !== undefined) listener(data)
  }
  const end = observer.subscribe(tell)
  tell(observer.getCurrentResult())
  return end
}

/** Maps each save channel to its get channel. */
const savedRecords = {
  'cases.save': 'cases.get',
  'sources.save': 'sources.get',
  'claims.save': 'claims.get',
  'publications.save': 'publications.get',
} as const satisfies Partial<Record<Channel, Channel>>

type SavedRecord = { readonly id: string; readonly rev: number }

/** A record read in the meantime may be newer than the saved one. */
const newerOf = (shown: SavedRecord, saved: SavedRecord): SavedRecord =>
  shown.rev < saved.rev ? saved : shown

/**
 * Put the saved record in the cache before refetching, so that an immediate edit starts from it.
 */
const showSaved = (client: QueryClient, channel: Channel, answer: unknown): void => {
  const saved = answer as SavedRecord
  if (channel in savedRecords) {
    const read = savedRecords[channel as keyof typeof savedRecords]
    client.setQueryData<SavedRecord>(
      [read, { id: saved.id }],
      (shown) => shown && newerOf(shown, saved),
    )
  } else if (channel === 'attributions.save') {
    client.setQueriesData<readonly SavedRecord[]>({ queryKey: ['attributions.list'] }, (rows) =>
      rows?.map((row) => (row.id === saved.id ? newerOf(row, saved) : row)),
    )
  }
}

type ActRest<C extends Channel> = Omit<
  UseMutationOptions<Out<C>, AppError, In<C>>,
  'mutationFn'
> & {
  /** False for an action that changes no record, so that nothing is refetched. */
  readonly changes?: boolean
}

/**
 * Runs an action through the bridge, then refetches everything shown. If its component is
 * unmounted, a failure appears as a toast, unless `onError` reports it.
 */
export const useAction = <C extends Channel>(
  channel: C,
  { changes = true, onSuccess, ...options }: ActRest<C> = {},
): UseMutationResult<Out<C>, AppError, In<C>> => {
  const client = useQueryClient()
  const isShown = useIsShown()
  return useMutation<Out<C>, AppError, In<C>>({
    ...(options.onError === undefined && { meta: { isShown: () => isShown.current } }),
    ...options,
    // Inputs include passphrases: a finished action stays in no cache.
    gcTime: 0,
    mutationFn: (input) => call(channel, input),
    onSuccess: async (...args) => {
      // This order matters: writing to the cache marks a query as fresh, even an inactive one.
      showSaved(client, channel, args[0])
      if (changes) void readAgain(client)
      await onSuccess?.(...args)
    },
  })
}

/** Listens to events of the vault process while the component is mounted. */
export const useVaultEvent = (listener: (event: VaultEvent) => void): void => {
  useEffect(() => window.api.onEvent(listener), [listener])
}

/** A new name for a long task. */
export const newTask = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
