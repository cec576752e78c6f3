import { useState } from 'react'
import type { ReactElement } from 'react'
import { call, useDesk } from '../../bridge.ts'
import { FailureBanner, useFailureToast } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { OfferedButton } from '../../offered-button.tsx'
import { limits } from '../../records/limits.ts'
import { Button } from '../../ui/button.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { Draft, DraftSaver } from './draft-saver.ts'
import { ReportReading } from './report-reading.tsx'
import { savableContent } from './savable-content.ts'

/**
 * Two versions of one draft. Whichever a person keeps here, the other becomes a draft of its own, so
 * that nothing is lost.
 */
export const ConflictBanner = ({
  id,
  draft,
  saver,
}: {
  readonly id: string
  readonly draft: Draft
  readonly saver: DraftSaver
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const failed = useFailureToast()
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const theirs = useDesk('reports.get', { id }, { staleTime: 0, refetchOnMount: 'always' })

  if (theirs.error !== null) return <FailureBanner refusal={theirs.error} />
  const other = theirs.data

  const settle = async (keep: 'mine' | 'theirs'): Promise<void> => {
    if (other === undefined) return
    setBusy(true)
    try {
      const losing = keep === 'mine' ? other.content : savableContent(draft.content, null)
      // What is filed stays under Revisions by itself.
      if (keep === 'theirs' || other.state !== 'filed') {
        const title = text('reports.copyTitle', { title: losing.title }).slice(0, limits.title)
        await call('reports.save', { id: null, rev: 0, content: { ...losing, title } })
        toast({ text: text('reports.copied') })
      }
      if (keep === 'mine') await saver.writeOver(other)
      else saver.adopt(other)
    } catch (error) {
      failed(error, 'reports.saveFailed')
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <FailureBanner
        refusal={draft.refusal}
        tone="warn"
        title={text('reports.conflictTitle')}
        actions={
          <>
            <OfferedButton
              words="reports.conflictMine"
              sign="check"
              size="small"
              isDisabled={busy || other === undefined}
              onPress={() => void settle('mine')}
            />
            <OfferedButton
              words="reports.conflictTheirs"
              sign="check"
              size="small"
              isDisabled={busy || other === undefined}
              onPress={() => void settle('theirs')}
            />
            <Button size="small" variant="quiet" onPress={() => setShown(!shown)}>
              {text(shown ? 'reports.conflictHide' : 'reports.conflictShow')}
            </Button>
          </>
        }
      >
        <p>{text('reports.conflictText')}</p>
      </FailureBanner>
      {shown && other !== undefined && <ReportReading content={other.content} framed />}
    </>
  )
}
