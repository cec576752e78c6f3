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
      readonly failure: AppError
      /** Known from another page, if at all. */
      readonly pages: number
    }
  | {
      readonly state: 'there'
      readonly view: View
      readonly page: number
      readonly pages: number
    }

/**
 * One page of a PDF, rendered from the original. The previous page stays until the next is loaded;
 * on unmount, the process that holds the document ends too.
 */
export const usePage = (
  reportId: Report['id'],
  attachment: string,
  page: number,
  /** Settles when the report contains the file. */
  named: () => Promise<unknown>,
): SeenPage => {
  const [seen, setSeen] = useState<SeenPage>({ state: 'waiting' })
  useLookedAt(
    useMemo(() => ({ reportId, attachment, page }), [reportId, attachment, page]),
    named,
    (asked) => call('attachments.page', asked),
    {
      seen: ({ pages, view }) => setSeen({ state: 'there', view, page, pages }),
      failed: (failure) =>
        setSeen((before) => {
          const pages = before.state === 'waiting' ? 0 : before.pages
          return { state: 'failed', failure, pages }
        }),
    },
  )
  useEffect(
    () => () => {
      // The process may have ended already; that is no error.
      void call('attachments.closePages', {}).catch(() => undefined)
    },
    [],
  )
  return seen
}
