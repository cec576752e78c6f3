import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { actIn } from '../../ui/chord.ts'
import type { Shortcuts } from '../../ui/chord.ts'

/**
 * Handles the keys of a table inside `within`, before the fields in it, where a key may have
 * another meaning.
 */
export const useKeysWithin = <T extends Shortcuts>(
  within: RefObject<HTMLElement | null>,
  table: T,
  run: (act: keyof T) => void,
  isOn = true,
): void => {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  }, [run])
  useEffect(() => {
    const place = within.current
    if (place === null || !isOn) return
    const listen = (event: KeyboardEvent): void => {
      if (event.isComposing) return
      const act = actIn(event, table)
      if (act === null) return
      latest.current(act)
      event.preventDefault()
      event.stopPropagation()
    }
    place.addEventListener('keydown', listen, true)
    return () => place.removeEventListener('keydown', listen, true)
  }, [within, table, isOn])
}
