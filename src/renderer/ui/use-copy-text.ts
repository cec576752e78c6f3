import { useRef } from 'react'
import type { RefObject } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useToast } from './toast.tsx'

/**
 * Copies the text of an element and says whether it worked. Selecting and copying needs no
 * permission; the clipboard API needs one, which is never granted.
 *
 * @returns the element's ref, and the action.
 */
export const useCopyText = (): {
  readonly shown: RefObject<HTMLElement | null>
  readonly copy: () => void
} => {
  const text = useText()
  const toast = useToast()
  const shown = useRef<HTMLElement>(null)
  const copy = (): void => {
    if (shown.current !== null) getSelection()?.selectAllChildren(shown.current)
    const isCopied = document.execCommand('copy')
    if (isCopied) getSelection()?.removeAllRanges()
    toast(
      isCopied
        ? { text: text('exchange.copied') }
        : { tone: 'problem', text: text('exchange.copyFailed') },
    )
  }
  return { shown, copy }
}
