import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useFailureToast } from './failure-text.tsx'

/**
 * Says at the foot of the window what was refused after its screen was left or its dialog closed, where
 * it would have been said. Nobody may take it for done.
 */
export const LateFailures = (): null => {
  const client = useQueryClient()
  const failed = useFailureToast()
  useEffect(
    () =>
      client.getMutationCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'error') return
        const isShown = event.mutation.meta?.['isShown']
        if (typeof isShown === 'function' && isShown() === false) failed(event.action.error)
      }),
    [client, failed],
  )
  return null
}
