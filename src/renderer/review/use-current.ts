import { keepPreviousData } from '@tanstack/react-query'
import type { Channel } from '../../shared/channels.ts'
import type { In, Out } from '../../shared/contract.ts'
import { useVaultQuery } from '../data/bridge.ts'
import type { AppError } from '../data/bridge.ts'

export type Current<T> = {
  /** The answer; undefined while the vault computes it again. */
  readonly current: T | undefined
  /** The answer, or the one before: for a place that keeps its state while it is hidden. */
  readonly last: T | undefined
  readonly error: AppError | null
}

/**
 * An answer that a person decides on. It is `current` only while no change has been told since the
 * vault was asked. Put the revision into the input where the channel takes one.
 *
 * @param first an answer that has just come over another channel; it is current until a change.
 */
export const useCurrent = <C extends Channel>(
  channel: C,
  input: In<C>,
  first?: Out<C>,
): Current<Out<C>> => {
  const { data, error, isFetching, isPlaceholderData } = useVaultQuery(channel, input, {
    gcTime: 0,
    ...(first === undefined
      ? { staleTime: 0, placeholderData: keepPreviousData as never }
      : { initialData: first as never }),
  })
  const isCurrent = !isFetching && !isPlaceholderData && error === null
  return {
    current: isCurrent ? data : undefined,
    last: data,
    // The window is behind the vault: what changed is on its way, and then it is asked again.
    error: error?.code === 'conflict' ? null : error,
  }
}
