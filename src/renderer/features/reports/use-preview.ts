import { useEffect, useState } from 'react'
import type { Preview } from '../../../shared/attachments.ts'
import type { Report } from '../../../shared/records.ts'
import { call } from '../../bridge.ts'

/** `hidden`: the copy is called cleaned and holds more than pixels. `none`: no picture to be had. */
export type Shown =
  | { readonly state: 'waiting' | 'none' | 'hidden' }
  | { readonly state: 'there'; readonly preview: Preview }

/** A small picture of a cleaned copy. Asked for once, and kept for as long as it is shown. */
export const usePreview = (reportId: Report['id'] | null, digest: string): Shown => {
  const [shown, setShown] = useState<Shown>({ state: 'waiting' })
  useEffect(() => {
    if (reportId === null) return
    let isWanted = true
    setShown({ state: 'waiting' })
    call('attachments.preview', { reportId, digest }).then(
      ({ preview }) => {
        if (isWanted) setShown(preview === null ? { state: 'hidden' } : { state: 'there', preview })
      },
      () => {
        if (isWanted) setShown({ state: 'none' })
      },
    )
    return () => {
      isWanted = false
    }
  }, [reportId, digest])
  return shown
}
