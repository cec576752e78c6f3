import { useEffect, useMemo, useState } from 'react'
import type { View } from '../../../../shared/attachments.ts'
import type { Report } from '../../../../shared/records.ts'
import { call } from '../../../data/bridge.ts'
import type { AppError } from '../../../data/bridge.ts'
import { useLookedAt } from './use-looked-at.ts'

export type SeenPage =
  | { readonly state: 'waiting' }
  | {
      readonly state: 'failed'
      readonly refusal: AppError
      /** As far as it is known from another page. */
      readonly pages: number
    }
  | {
      readonly state: 'there'
      readonly view: View
      readonly page: number
      readonly pages: number
    }

/**
 * One page of a PDF, drawn from the original. The one before stays until the next is there; with
 * whoever shows them, the process that holds the document goes too.
 */
export const usePage = (
  reportId: Report['id'],
  attachment: string,
  page: number,
  /** Settles when the report names the file. */
  named: () => Promise<unknown>,
): SeenPage => {
  const [seen, setSeen] = useState<SeenPage>({ state: 'waiting' })
  useLookedAt(
    useMemo(() => ({ reportId, attachment, page }), [reportId, attachment, page]),
    named,
    (asked) => call('attachments.page', asked),
    {
      seen: ({ pages, view }) => setSeen({ state: 'there', view, page, pages }),
      failed: (refusal) =>
        setSeen((before) => {
          const pages = before.state === 'waiting' ? 0 : before.pages
          return { state: 'failed', refusal, pages }
        }),
    },
  )
  useEffect(
    () => () => {
      // A process that is gone already is no fault.
      void call('attachments.closePages', {}).catch(() => undefined)
    },
    [],
  )
  return seen
}
