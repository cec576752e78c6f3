import { useState } from 'react'
import type { RefObject } from 'react'
import { useIntl } from 'react-intl'
import { call, appErrorOf } from '../data/bridge.ts'
import type { AppError } from '../data/bridge.ts'
import { languageOf } from '../i18n/languages.ts'
import { useText } from '../i18n/use-text.ts'
import { useToast } from '../ui/toast.tsx'
import { paperBlocks } from './paper-blocks.ts'

/** Asks for a folder and writes a sheet there as PDF. Only after a warning. */
export const useSavePaper = (
  id: string,
  sheet: RefObject<HTMLElement | null>,
): {
  readonly isSaving: boolean
  readonly failure: AppError | null
  /** @returns whether the file was written. */
  readonly save: () => Promise<boolean>
  /** Clears the failure of an earlier preview. */
  readonly forget: () => void
} => {
  const text = useText()
  const toast = useToast()
  const { locale } = useIntl()
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
        if (folder === null || sheet.current === null) return false
        const { fileName } = await call('paper.save', {
          id,
          paper: {
            language: languageOf(locale),
            blocks: paperBlocks(sheet.current),
          },
          folder,
          confirmed: true,
        })
        toast({ text: text('paper.saved', { file: fileName }) })
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
