import type { EditorView } from '@codemirror/view'
import { useEffect, useState } from 'react'
import { pairScroll } from './paired-scroll.ts'

/** Two editors that scroll with each other while both stand; each is told to its own function. */
export const usePairedScroll = (
  isOn: boolean,
): readonly [(view: EditorView | null) => void, (view: EditorView | null) => void] => {
  const [one, setOne] = useState<EditorView | null>(null)
  const [other, setOther] = useState<EditorView | null>(null)
  useEffect(() => {
    if (isOn && one !== null && other !== null) return pairScroll(one, other)
    return undefined
  }, [isOn, one, other])
  return [setOne, setOther]
}
