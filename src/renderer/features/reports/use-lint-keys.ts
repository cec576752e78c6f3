import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

type KeyActs = { readonly step: (by: 1 | -1) => void; readonly settleHere: () => void }

/**
 * F8 and Shift+F8 walk through the findings, Alt+Enter settles the one at the caret, anywhere inside
 * `within`. Heard before the fields hear them: in one of them Enter means something else.
 */
export const useLintKeys = (
  within: RefObject<HTMLElement | null>,
  acts: KeyActs,
  isOn: boolean,
): void => {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  }, [acts])
  useEffect(() => {
    const place = within.current
    if (place === null || !isOn) return
    const listen = (event: KeyboardEvent): void => {
      if (event.isComposing || event.ctrlKey || event.metaKey) return
      const { step, settleHere } = latest.current
      if (event.key === 'F8' && !event.altKey) step(event.shiftKey ? -1 : 1)
      else if (event.key === 'Enter' && event.altKey && !event.shiftKey) settleHere()
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    place.addEventListener('keydown', listen, true)
    return () => place.removeEventListener('keydown', listen, true)
  }, [within, isOn])
}
