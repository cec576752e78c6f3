import { useEffect, useState } from 'react'
import { call, newTask, appErrorOf } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { useMissedFailure } from '../../data/failure-text.tsx'
import type { FormDraft } from '../../data/form-store.tsx'
import { useTrackedTask } from '../../data/use-task.ts'
import type { TrackedTask } from '../../data/use-task.ts'

/** What a wizard keeps of its last act: the name of its task, once it was begun. */
export type LastAction = {
  readonly task: string | null
}

type LastAct = {
  /** Has a name while it is on its way. */
  readonly task: TrackedTask
  /** From the moment that a folder is asked for: what is acted on stands still. */
  readonly isBegun: boolean
  readonly refusal: AppError | null
  readonly setRefusal: (refusal: AppError | null) => void
  /** Asks for a folder, and acts then: once at a time, whichever view of the wizard is shown. */
  readonly begin: (
    act: (task: string, folder: string) => Promise<void>,
    onRefused: (refusal: AppError) => void,
  ) => Promise<void>
}

/**
 * The last act of a wizard, which may go on while another view is shown: who comes back finds it on its
 * way. Who began it shows what came of it, or says it at the foot of the window; whoever else looks on
 * is done with the wizard then.
 *
 * @param isKept the form is neither forgotten nor done with.
 * @param isTold what came of it is shown here.
 * @param onOver called when it is over, and not told here.
 */
export const useLastAction = (
  kept: Pick<FormDraft<LastAction>, 'content' | 'isSent' | 'change' | 'send' | 'refused'>,
  { isKept, isTold, onOver }: { isKept: boolean; isTold: boolean; onOver: () => void },
): LastAct => {
  const missed = useMissedFailure()
  const [refusal, setRefusal] = useState<AppError | null>(null)
  const { content, isSent } = kept
  const isOver = content.task !== null && !isKept && !isTold
  useEffect(() => {
    if (isOver) onOver()
  })
  return {
    task: useTrackedTask(isSent || isOver ? content.task : null),
    isBegun: isSent || isOver,
    refusal,
    setRefusal,
    begin: async (act, onRefused) => {
      if (isSent) return
      setRefusal(null)
      kept.change({ task: null })
      kept.send()
      try {
        const { file } = await call('dialog.saveExport', {})
        if (file === null) return
        const task = newTask()
        kept.change({ task })
        await act(task, file)
      } catch (error) {
        const refused = appErrorOf(error)
        setRefusal(refused)
        missed(refused)
        onRefused(refused)
      } finally {
        kept.refused()
      }
    },
  }
}
