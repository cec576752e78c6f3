import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { actIn } from '../../ui/chord.ts'
import type { Shortcuts } from '../../ui/chord.ts'

const always = (): boolean => true

/**
 * Handles the keys of a table inside `within`, before the fields in it, where a key may have
 * another meaning.
 *
 * @param takes whether the place takes the keys at this moment.
 */
export const useKeysWithin = <T extends Shortcuts>(
  within: RefObject<HTMLElement | null>,
  table: T,
  run: (act: keyof T) => void,
  isOn = true,
  takes: () => boolean = always,
): void => {
  const latest = useRef({ run, takes })
  useEffect(() => {
    latest.current = { run, takes }
  }, [run, takes])
  useEffect(() => {
    const place = within.current
    if (place === null || !isOn) return
    const listen = (event: KeyboardEvent): void => {
      if (event.isComposing) return
      const act = actIn(event, table)
      if (act === null || !latest.current.takes()) return
      latest.current.run(act)
      event.preventDefault()
      event.stopPropagation()
    }
    place.addEventListener('keydown', listen, true)
    return () => place.removeEventListener('keydown', listen, true)
  }, [within, table, isOn])
}
