import { useMemo, useState } from 'react'
import type { View } from '../../../../shared/attachments.ts'
import type { Report } from '../../../../shared/records.ts'
import { call } from '../../../bridge.ts'
import type { Refusal } from '../../../bridge.ts'
import { useLookedAt } from './use-looked-at.ts'

/** `hidden`: the copy is called cleaned and holds more than pixels. */
export type Seen =
  | { readonly state: 'waiting' | 'hidden' }
  | { readonly state: 'failed'; readonly refusal: Refusal }
  | { readonly state: 'there'; readonly view: View; readonly digest: string }

/**
 * A cleaned copy to be looked at closely. Its pixels are let go of with whoever shows them. The one
 * before stays until the next is there, so that nothing flickers when boxes are burned in.
 */
export const useView = (
  reportId: Report['id'],
  digest: string,
  /** Settles when the report names the copy. */
  named: () => Promise<unknown>,
): Seen => {
  const [seen, setSeen] = useState<Seen>({ state: 'waiting' })
  useLookedAt(
    useMemo(() => ({ reportId, digest }), [reportId, digest]),
    named,
    (asked) => call('attachments.view', asked),
    {
      seen: ({ view }) =>
        setSeen(view === null ? { state: 'hidden' } : { state: 'there', view, digest }),
      failed: (refusal) => setSeen({ state: 'failed', refusal }),
    },
  )
  return seen
}
