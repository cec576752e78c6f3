import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { findingKeys } from '../../shortcuts/keys.ts'
import { actIn } from '../../ui/chord.ts'

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
      if (event.isComposing) return
      const { step, settleHere } = latest.current
      const act = actIn(event, findingKeys)
      if (act === null) return
      if (act === 'settle') settleHere()
      else step(act === 'next' ? 1 : -1)
      event.preventDefault()
      event.stopPropagation()
    }
    place.addEventListener('keydown', listen, true)
    return () => place.removeEventListener('keydown', listen, true)
  }, [within, isOn])
}
