import { useEffect } from 'react'
import type { RefObject } from 'react'
import { reviewKeys } from '../commands/shortcuts/keys.ts'
import { isCovered, isTyping } from '../typing.ts'
import { actIn } from '../ui/chord.ts'

/** The part of a page or dialog to which the keys of its check belong. */
const placeOf = (frame: HTMLElement): Element | null =>
  frame.closest('[role="dialog"], [role="alertdialog"], [role="tabpanel"], form, main')

/**
 * The keys of a check: J and K move between its lines, F presses *Fix*, A presses *Allow anyway*.
 * They work while nothing, or something around the check, has the focus, and never while typing.
 */
export const useLineKeys = (frame: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const list = frame.current
      if (list === null || event.isComposing || event.defaultPrevented) return
      if (isTyping(event.target) || list.closest('[inert]') !== null) return
      const { activeElement } = document
      const place = placeOf(list)
      const isHere = activeElement === document.body || place?.contains(activeElement) === true
      // A dialog over the check takes the keys; the check of a dialog keeps them.
      if (!isHere || (isCovered() && list.closest('[role$="dialog"]') === null)) return
      const act = actIn(event, reviewKeys)
      if (act === null) return
      const lines = [...list.querySelectorAll<HTMLElement>('[data-line]')]
      const at = lines.findIndex((line) => line.contains(activeElement))
      if (act === 'next' || act === 'previous') {
        const next = act === 'next' ? at + 1 : at === -1 ? 0 : at - 1
        const line = lines[Math.min(Math.max(next, 0), lines.length - 1)]
        line?.focus()
        line?.scrollIntoView({ block: 'nearest' })
      } else {
        const button = lines[Math.max(at, 0)]?.querySelector<HTMLElement>(
          act === 'fix' ? '[data-fix]' : '[data-override]',
        )
        button?.click()
      }
      event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [frame])
}
