import { useMemo } from 'react'
import { useText } from '../i18n/use-text.ts'
import { phraseKeys } from './phrase-keys.ts'
import type { EditorPhrases } from './setup.ts'

/** CodeMirror's own messages in the language of the window. */
export const useEditorPhrases = (): EditorPhrases => {
  const text = useText()
  return useMemo(
    () =>
      Object.fromEntries(Object.entries(phraseKeys).map(([english, key]) => [english, text(key)])),
    [text],
  )
}
