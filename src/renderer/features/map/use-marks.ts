import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { mapKeys } from '../../commands/shortcuts/keys.ts'
import { actIn } from '../../ui/chord.ts'
import type { MapMark } from './mapped.ts'

/**
 * One tab stop for all marks; arrow keys, Home and End move between them, Enter and Space select.
 */
export const useMarks = (
  marks: readonly MapMark[],
  onChoose: (id: string) => void,
): {
  /** The mark that is the tab stop. */
  readonly stop: string | null
  readonly keepStop: (id: string) => void
  /** Does this mark have the focus? */
  readonly isHeld: (id: string) => boolean
  readonly focus: (id: string) => void
  readonly hold: (id: string) => (element: SVGGElement | null) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
} => {
  const elements = useRef(new Map<string, SVGGElement>())
  const [walked, setWalked] = useState<string | null>(null)
  const found = marks.findIndex(({ id }) => id === walked)
  const at = Math.max(found, 0)
  const stop = marks[at]?.id ?? null
  const isHeld = (id: string): boolean => elements.current.get(id) === document.activeElement
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = actIn(event, mapKeys)
    if (act === null || stop === null || !isHeld(stop)) return
    if (act === 'choose') {
      event.preventDefault()
      onChoose(stop)
      return
    }
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowRight: at + 1,
      ArrowUp: at - 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: marks.length - 1,
    }
    const next = marks[targets[event.key] ?? -1]
    if (next === undefined) return
    event.preventDefault()
    setWalked(next.id)
    elements.current.get(next.id)?.focus()
  }
  return {
    stop,
    keepStop: setWalked,
    isHeld,
    focus: (id) => elements.current.get(id)?.focus(),
    hold: (id) => (element) => {
      if (element === null) elements.current.delete(id)
      else elements.current.set(id, element)
    },
    onKeyDown,
  }
}
