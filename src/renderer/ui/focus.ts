import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** Where the focus was put for want of anything better: whoever has a better place may take it. */
let makeshift: Element | null = null

/** Is the keyboard nowhere, because what it was on is gone? */
export const isFocusLost = (): boolean => {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body || activeElement === makeshift
}

/** Takes the focus when it appears, if nothing has it: for what was just made, or opened a form. */
export const useFocusIfLost = <T extends HTMLElement>(isMeant = true): RefObject<T | null> => {
  const place = useRef<T>(null)
  useEffect(() => {
    if (isMeant && isFocusLost()) place.current?.focus()
  }, [isMeant])
  return place
}

/** Has the focus again when what it opened was given up: `isOpen` was true, and `isGivenUp` now is. */
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

/** An element that had the focus, and what it stood in, nearest first: to be found when it is gone. */
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

/** The first thing to be at in the nearest that is left of where the focus was. */
const placeNear = ({ around }: HeldFocus): HTMLElement | null => {
  for (const element of around) {
    if (!element.isConnected) continue
    const found = [...element.querySelectorAll<HTMLElement>(places)].find(isSeen)
    if (found !== undefined) return found
  }
  return null
}

/**
 * Keeps the keyboard somewhere: when what had the focus goes away, or can no longer be used, and
 * nothing else takes it, the nearest place does. Whoever presses beside everything means it.
 */
export const useFocusKeeper = (): void => {
  useEffect(() => {
    let last: HeldFocus | null = null
    /** In the view, not over it: where one is once a dialog has closed. */
    let inView: HeldFocus | null = null
    let frame = 0

    const note = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement) || target === document.body) return
      if (target !== makeshift) makeshift = null
      last = heldBy(target)
      if (target.closest('main') !== null) inView = last
    }
    const letGo = ({ target }: Event): void => {
      // A press on what has the focus leaves it there, and the next moment it may be gone.
      if (!(target instanceof Node && document.activeElement?.contains(target) === true))
        last = null
    }
    const isGone = (): boolean => last !== null && !isUsable(last.element) && isFocusLost()
    const keep = (): void => {
      frame = 0
      if (last === null || !isFocusLost()) return
      const main = document.querySelector<HTMLElement>('main')
      // What was not to be used for a moment only has it again.
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
      // A dialog gives the focus back one frame after it has closed, and what appears takes it by then.
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
