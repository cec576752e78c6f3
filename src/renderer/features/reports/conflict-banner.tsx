import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Report, ReportContent } from '../../../shared/records.ts'
import { appErrorOf, call, useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner, useFailureToast } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { Button } from '../../ui/button.tsx'
import { useToast } from '../../ui/toast.tsx'
import { copiedContent } from './copied-content.ts'
import type { SavableDraft, DraftSaver } from './draft-saver.ts'
import { ReportReading } from './report-reading.tsx'

/**
 * Two versions of one draft. The user keeps one; the other becomes a separate draft, so that
 * nothing is lost.
 */
export const ConflictBanner = ({
  id,
  draft,
  saver,
}: {
  readonly id: string
  readonly draft: SavableDraft
  readonly saver: DraftSaver
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const failed = useFailureToast()
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const theirs = useVaultQuery('reports.get', { id }, { staleTime: 0, refetchOnMount: 'always' })

  if (theirs.error !== null) return <FailureBanner failure={theirs.error} />
  // An older cached answer is what this window saved, not the other version.
  const other = theirs.isFetchedAfterMount ? theirs.data : undefined

  /**
   * Saves a separate draft, or several where the text is too long for one, including text typed
   * during the save.
   */
  const keepCopy = async (latest: () => ReportContent): Promise<void> => {
    let copy: Pick<Report, 'rev'> & { readonly id: string | null } = { id: null, rev: 0 }
    for (let kept: ReportContent | null = null; kept !== latest();) {
      kept = latest()
      const content = copiedContent(text, kept)
      try {
        copy = await call('reports.save', { id: copy.id, rev: copy.rev, content })
      } catch (error) {
        if (appErrorOf(error).code !== 'too-big') throw error
        await call('reports.saveCopies', { content })
      }
    }
    toast({ text: text('reports.copied') })
  }

  const settle = async (keep: 'mine' | 'theirs'): Promise<void> => {
    if (other === undefined) return
    setBusy(true)
    try {
      // The render may lag behind the typed text; the saver has the whole text.
      if (keep === 'theirs') await keepCopy(() => saver.get().content)
      // Filed revisions stay under Revisions anyway.
      else if (other.state !== 'filed') await keepCopy(() => other.content)
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
        failure={draft.failure}
        tone="warn"
        title={text('reports.conflictTitle')}
        actions={
          <>
            <CommandButton
              words="reports.conflictMine"
              size="small"
              isDisabled={busy || other === undefined}
              onPress={() => void settle('mine')}
            />
            <CommandButton
              words="reports.conflictTheirs"
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
