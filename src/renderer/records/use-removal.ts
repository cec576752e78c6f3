import { useQueryClient } from '@tanstack/react-query'
import { call, refusalOf } from '../bridge.ts'
import { useFailureToast } from '../failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { useToast } from '../ui/toast.tsx'

/**
 * Removes a record at once and offers to undo it: until lock nothing of it is gone. What follows
 * outlives the record's own screen, so it hangs on no component.
 */
export const useRemoval = (words: {
  readonly removed: MessageKey
  /** Said when other records refer to it. */
  readonly inUse?: MessageKey
  readonly onRemoved: (id: string) => void
  readonly onRestored: (id: string) => void
}): ((id: string, rev: number) => void) => {
  const text = useText()
  const toast = useToast()
  const failed = useFailureToast()
  const client = useQueryClient()

  const say = (error: unknown): void => {
    failed(error, refusalOf(error).code === 'in-use' ? words.inUse : undefined)
  }
  const restore = async (id: string): Promise<void> => {
    try {
      await call('records.restore', { id })
      await client.invalidateQueries()
      words.onRestored(id)
    } catch (error) {
      say(error)
    }
  }
  const remove = async (id: string, rev: number): Promise<void> => {
    try {
      await call('records.remove', { id, rev })
      words.onRemoved(id)
      void client.invalidateQueries()
      toast({
        text: text(words.removed),
        action: { label: text('common.undo'), run: () => void restore(id) },
      })
    } catch (error) {
      say(error)
    }
  }
  return (id, rev) => void remove(id, rev)
}
