import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** The element that was focused as a fallback: any better place may take the focus. */
let makeshift: Element | null = null

/** Is the focus lost because its element is gone? */
export const isFocusLost = (): boolean => {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body || activeElement === makeshift
}

/** Takes the focus on mount if it is lost: for new content, or a form that was just opened. */
export const useFocusIfLost = <T extends HTMLElement>(isMeant = true): RefObject<T | null> => {
  const place = useRef<T>(null)
  useEffect(() => {
    if (isMeant && isFocusLost()) place.current?.focus()
  }, [isMeant])
  return place
}

/**
 * Takes the focus again when the form it opened was cancelled: `isOpen` was true, and `isGivenUp`
 * now is.
 */
export const useFocusOnReturn = <T extends HTMLElement>(
  isOpen: boolean,
  isGivenUp: boolean,
): RefObject<T | null> => {
  const place = useRef<T>(null)
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (wasOpen.current && isGivenUp && isFocusLost()) place.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen, isGivenUp])
  return place
}

/** A focused element and its ancestors, nearest first, to find a place after it is gone. */
type HeldFocus = {
  readonly element: HTMLElement
  readonly around: readonly Element[]
}

const heldBy = (element: HTMLElement): HeldFocus => {
  const around: Element[] = []
  const end = element.closest('main, [role="dialog"], [role="alertdialog"]')
  if (end === null) return { element, around }
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    around.push(at)
    if (at === end) break
  }
  return { element, around }
}

const places =
  'h1, h2, h3, button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex="0"]'
const isUsable = (element: Element): boolean => element.isConnected && !element.matches(':disabled')
const isSeen = (element: Element): boolean =>
  element.getClientRects().length > 0 && element.closest('[inert], [aria-hidden="true"]') === null

/** The first focusable place in the nearest ancestor that still exists. */
const placeNear = ({ around }: HeldFocus): HTMLElement | null => {
  for (const element of around) {
    if (!element.isConnected) continue
    const found = [...element.querySelectorAll<HTMLElement>(places)].find(isSeen)
    if (found !== undefined) return found
  }
  return null
}

/**
 * Restores a lost focus: if the focused element disappears or is disabled and nothing else takes
 * the focus, the nearest place does. A click on empty space clears the focus on purpose.
 */
export const useFocusKeeper = (): void => {
  useEffect(() => {
    let last: HeldFocus | null = null
    /** The last focus in the view itself, to return to after a dialog closes. */
    let inView: HeldFocus | null = null
    let frame = 0

    const note = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement) || target === document.body) return
      if (target !== makeshift) makeshift = null
      last = heldBy(target)
      if (target.closest('main') !== null) inView = last
    }
    const letGo = ({ target }: Event): void => {
      // Pressing the focused element keeps the focus there, and the element may disappear next.
      if (!(target instanceof Node && document.activeElement?.contains(target) === true))
        last = null
    }
    const isGone = (): boolean => last !== null && !isUsable(last.element) && isFocusLost()
    const keep = (): void => {
      frame = 0
      if (last === null || !isFocusLost()) return
      const main = document.querySelector<HTMLElement>('main')
      // An element that was disabled only briefly gets the focus back.
      const place =
        (isUsable(last.element) ? last.element : placeNear(last)) ??
        (inView === null ? null : placeNear(inView)) ??
        main?.querySelector('h1') ??
        main
      if (place === null) return
      if (place.matches('h1, h2, h3, main') && !place.hasAttribute('tabindex')) place.tabIndex = -1
      makeshift = place
      place.focus({ preventScroll: true })
    }
    const look = (): void => {
      if (frame !== 0 || !isGone()) return
      // A dialog restores the focus one frame after it closes, and new content takes it by then.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          frame = requestAnimationFrame(keep)
        })
      })
    }

    const observer = new MutationObserver(look)
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['disabled'],
    })
    document.addEventListener('focusin', note)
    document.addEventListener('pointerdown', letGo, { capture: true })
    document.addEventListener('wheel', letGo, { capture: true, passive: true })
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      document.removeEventListener('focusin', note)
      document.removeEventListener('pointerdown', letGo, { capture: true })
      document.removeEventListener('wheel', letGo, { capture: true })
    }
  }, [])
}
