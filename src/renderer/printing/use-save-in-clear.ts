import { useState } from 'react'
import type { In, Out } from '../../shared/contract.ts'
import { call, appErrorOf } from '../data/bridge.ts'
import type { AppError } from '../data/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { useToast } from '../ui/toast.tsx'

/**
 * Asks for a folder and writes a file in clear there. Only after a warning.
 *
 * @param write writes it into the folder; null: there is nothing to write.
 */
export const useSaveInClear = (
  write: (folder: In<'paper.save'>['folder']) => Promise<Out<'paper.save'>> | null,
): {
  readonly isSaving: boolean
  readonly failure: AppError | null
  /** @returns whether the file was written. */
  readonly save: () => Promise<boolean>
  /** Clears the failure of an earlier attempt. */
  readonly forget: () => void
} => {
  const text = useText()
  const toast = useToast()
  const [isSaving, setSaving] = useState(false)
  const [failure, setFailure] = useState<AppError | null>(null)
  return {
    isSaving,
    failure,
    forget: () => setFailure(null),
    save: async () => {
      setFailure(null)
      setSaving(true)
      try {
        const { file: folder } = await call('dialog.saveAttachment', {})
        if (folder === null) return false
        const written = await write(folder)
        if (written === null) return false
        toast({ text: text('paper.saved', { file: written.fileName }) })
        return true
      } catch (error) {
        setFailure(appErrorOf(error))
        return false
      } finally {
        setSaving(false)
      }
    },
  }
}
