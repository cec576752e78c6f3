import { useQueryClient } from '@tanstack/react-query'
import { call, appErrorOf } from '../data/bridge.ts'
import { useFailureToast } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { readAgain } from '../data/query-client.ts'
import { useUndoable } from '../commands/undo.tsx'
import { useView } from '../app/view-state.ts'

/**
 * Removes a record at once and offers to undo it: until lock nothing of it is gone. What follows
 * outlives the record's own screen, so it hangs on no component.
 */
export const useRemoval = (words: {
  /** The act, by which it can be undone. */
  readonly act: MessageKey
  readonly removed: MessageKey
  /** Said when other records refer to it. */
  readonly inUse?: MessageKey
  readonly onRemoved: (id: string) => void
  readonly onRestored: (id: string) => void
}): ((id: string, rev: number) => void) => {
  const text = useText()
  const undoable = useUndoable()
  const failed = useFailureToast()
  const client = useQueryClient()
  const { stay } = useView()

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
