import { keepPreviousData } from '@tanstack/react-query'
import type { Channel } from '../../shared/channels.ts'
import type { In, Out } from '../../shared/contract.ts'
import { useVaultQuery } from '../data/bridge.ts'
import type { AppError } from '../data/bridge.ts'
import { forDecision } from '../data/query-client.ts'

export type Current<T> = {
  /** The answer; undefined while the vault process computes it again. */
  readonly current: T | undefined
  /** The answer, or the previous one: for a component that keeps its state while hidden. */
  readonly last: T | undefined
  readonly error: AppError | null
}

/**
 * An answer that the user decides on. It is `current` only if no change was announced since the
 * request. Include the revision in the input if the channel takes one.
 *
 * @param first an answer that has just arrived over another channel; current until a change.
 */
export const useCurrent = <C extends Channel>(
  channel: C,
  input: In<C>,
  first?: Out<C>,
): Current<Out<C>> => {
  const { data, error, isFetching, isPlaceholderData } = useVaultQuery(channel, input, {
    gcTime: 0,
    meta: forDecision,
    ...(first === undefined
      ? { staleTime: 0, placeholderData: keepPreviousData as never }
      : { initialData: first as never }),
  })
  const isCurrent = !isFetching && !isPlaceholderData && error === null
  return {
    current: isCurrent ? data : undefined,
    last: data,
    // The window is behind the vault process: the change event will arrive, and the query runs
    // again.
    error: error?.code === 'conflict' ? null : error,
  }
}
