import type { ReactElement } from 'react'
import { useQuery } from '@tanstack/react-query'
import { call } from '../data/bridge.ts'
import { Progress } from '../ui/progress.tsx'

const pollMs = 250
/** A change that takes less than a second shows no share: it would only flash. */
const pollsBefore = 4
/** The commit takes about a tenth of the time after all is copied. */
const commitShare = 1.1

/** `polls`: how often in turn the journal was not empty. */
type JournalGrowth = { readonly polls: number; readonly share: number }
const nothing: JournalGrowth = { polls: 0, share: 0 }

/**
 * Progress of an action that may give the vault a new key, while it is pending: indeterminate until
 * the vault is being encrypted again for about a second. The share never falls.
 */
export const KeyChangeProgress = ({ label }: { readonly label: string }): ReactElement => {
  const { data = nothing } = useQuery<JournalGrowth>({
    queryKey: ['app.keyChange'],
    queryFn: async ({ client, queryKey }) => {
      const { polls, share } = client.getQueryData<JournalGrowth>(queryKey) ?? nothing
      const { done, total } = await call('app.keyChange', {})
      // Emptied at the end, while the answer is still missing.
      if (done === 0 || total === 0) return polls < pollsBefore ? nothing : { polls, share }
      const now = Math.min(1, done / (total * commitShare))
      return { polls: polls + 1, share: Math.max(share, now) }
    },
    refetchInterval: pollMs,
    gcTime: 0,
  })
  return <Progress label={label} value={data.polls < pollsBefore ? undefined : data.share} />
}
