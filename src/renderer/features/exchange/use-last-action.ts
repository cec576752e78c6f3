import { useEffect, useState } from 'react'
import { call, newTask, appErrorOf } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { useMissedFailure } from '../../data/failure-text.tsx'
import type { FormDraft } from '../../data/form-store.tsx'
import { useTrackedTask } from '../../data/use-task.ts'
import type { TrackedTask } from '../../data/use-task.ts'

/** State of a wizard's last action: the name of its task, once started. */
export type LastAction = {
  readonly task: string | null
}

type LastAct = {
  /** Has a name while it runs. */
  readonly task: TrackedTask
  /** True from the folder dialog on; the input is then frozen. */
  readonly isBegun: boolean
  readonly failure: AppError | null
  readonly setFailure: (failure: AppError | null) => void
  /** Asks for a folder, then runs the action; one at a time across all views of the wizard. */
  readonly begin: (
    act: (task: string, folder: string) => Promise<void>,
    onRefused: (failure: AppError) => void,
  ) => Promise<void>
}

/**
 * The last action of a wizard. It continues while another view is shown, and a returning user sees
 * it running. The view that started it shows the result, or a toast does; any other view of the
 * wizard is then closed.
 *
 * @param isKept the form is neither discarded nor finished.
 * @param isTold the result is shown here.
 * @param onOver called when the action ends and is not shown here.
 */
export const useLastAction = (
  kept: Pick<FormDraft<LastAction>, 'content' | 'isSent' | 'change' | 'send' | 'refused'>,
  { isKept, isTold, onOver }: { isKept: boolean; isTold: boolean; onOver: () => void },
): LastAct => {
  const missed = useMissedFailure()
  const [failure, setFailure] = useState<AppError | null>(null)
  const { content, isSent } = kept
  const isOver = content.task !== null && !isKept && !isTold
  useEffect(() => {
    if (isOver) onOver()
  })
  return {
    task: useTrackedTask(isSent || isOver ? content.task : null),
    isBegun: isSent || isOver,
    failure,
    setFailure,
    begin: async (act, onRefused) => {
      if (isSent) return
      setFailure(null)
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
        setFailure(refused)
        missed(refused)
        onRefused(refused)
      } finally {
        kept.refused()
      }
    },
  }
}
