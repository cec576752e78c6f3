import { useQueryClient } from '@tanstack/react-query'
import { call, appErrorOf } from '../data/bridge.ts'
import { useFailureToast } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { readAgain } from '../data/query-client.ts'
import { useUndoable } from '../commands/undo.tsx'
import { useRecordView } from '../app/view-state.ts'

/**
 * Deletes a record at once and offers an undo: nothing is erased until the lock. The undo outlives
 * the record's screen, so it depends on no component.
 */
export const useRemoval = (words: {
  /** Name of the action in the undo. */
  readonly act: MessageKey
  readonly removed: MessageKey
  /** Message if other records refer to it. */
  readonly inUse?: MessageKey
  readonly onRemoved: (id: string) => void
  readonly onRestored: (id: string) => void
}): ((id: string, rev: number) => void) => {
  const text = useText()
  const undoable = useUndoable()
  const failed = useFailureToast()
  const client = useQueryClient()
  const { stay } = useRecordView()

  const remove = async (id: string, rev: number): Promise<void> => {
    try {
      await call('records.remove', { id, rev })
    } catch (error) {
      failed(error, appErrorOf(error).code === 'in-use' ? words.inUse : undefined)
      return
    }
    words.onRemoved(id)
    void readAgain(client)
    undoable(text(words.removed), {
      what: text(words.act),
      takeBack: async () => {
        const isStill = stay()
        await call('records.restore', { id })
        await readAgain(client)
        if (isStill()) words.onRestored(id)
        return null
      },
    })
  }
  return (id, rev) => void remove(id, rev)
}
