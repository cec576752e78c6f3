import { useEffect, useRef, useState } from 'react'
import type { FormEvent, KeyboardEvent } from 'react'

/** Delay so that screen readers announce the typed letter first, then the marked line. */
const toldAfterMs = 500

type NamedCommand = {
  readonly id: string
  /** Deletes or destroys: only the user's own key or pointer marks it. */
  readonly isDanger?: boolean
}

type CommandMark = {
  /** Null: the item now at index `at`. */
  readonly id: string | null
  /** Index when it was marked: if the item is gone, the item at this index is marked. */
  readonly at: number
  /** Off while the cursor moves in the typed text; the keys continue from here. */
  readonly isOn: boolean
  readonly by: 'keys' | 'pointer'
}

/** Target index of a key in a list that wraps around; -1 for no target. */
const target = (key: string, from: number, count: number): number | null => {
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
      return from >= last ? 0 : from + 1
    case 'ArrowUp':
      return from <= 0 ? last : from - 1
    case 'Home':
      return 0
    case 'End':
      return last
    case 'PageUp':
      return from < 0 ? -1 : 0
    case 'PageDown':
      return from < 0 ? -1 : last
    default:
      return null
  }
}

const isForward = (inputType: string): boolean =>
  ['insertText', 'insertCompositionText', 'insertFromComposition'].includes(inputType)

/**
 * The marked line of a list while the focus stays in the field above it. Typing marks the first
 * match that destroys nothing, the arrow keys and the pointer another one; deleting or pasting marks none.
 */
export const useCommandMark = <Item extends NamedCommand>(
  items: readonly Item[],
  onEnter: (item: Item) => void,
): {
  readonly marked: Item | null
  /** Marked by keys, so the mark must be clearly visible. */
  readonly isByKeys: boolean
  /** The marked item as announced to screen readers. */
  readonly told: string | null
  /** Marks the item under a moving pointer. */
  readonly point: (item: Item) => void
  /** Must be called on each change of the typed text. */
  readonly typed: () => void
  readonly field: {
    readonly onInput: (event: FormEvent<HTMLInputElement>) => void
    readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
    readonly onPointerDown: () => void
  }
} => {
  const [mark, setMark] = useState<CommandMark | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const telling = useRef<ReturnType<typeof setTimeout>>(undefined)
  const inputType = useRef('')
  useEffect(() => () => clearTimeout(telling.current), [])

  const at = mark === null ? -1 : items.findIndex(({ id }) => id === mark.id)
  if (mark !== null && at < 0 && items.length > 0) {
    const next = Math.min(mark.at, items.length - 1)
    const item = items[next]
    const id = item?.id ?? null
    const isOn = mark.isOn && item?.isDanger !== true
    setMark({ ...mark, at: next, id, isOn })
    if (mark.id !== null && isOn) setTold(id)
  }
  const marked = mark?.isOn === true ? (items[at] ?? null) : null
  const latest = useRef<string | null>(null)
  useEffect(() => {
    latest.current = marked?.id ?? null
  }, [marked])

  const place = (to: number, by: CommandMark['by']): void => {
    const id = items[to]?.id
    if (id === undefined) return
    clearTimeout(telling.current)
    setMark({ id, at: to, isOn: true, by })
    setTold(id)
  }
  /** The next key continues from the last position. */
  const turnOff = (): void => {
    clearTimeout(telling.current)
    setMark(mark === null ? null : { ...mark, isOn: false })
    setTold(null)
  }
  const typed = (): void => {
    clearTimeout(telling.current)
    if (isForward(inputType.current)) {
      setMark({ id: null, at: 0, isOn: true, by: 'keys' })
      telling.current = setTimeout(() => setTold(latest.current), toldAfterMs)
    } else if (inputType.current !== '') {
      setMark(null)
      setTold(null)
    }
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { key } = event
    if (event.nativeEvent.isComposing || event.altKey || event.metaKey) return
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      if (marked !== null) turnOff()
      return
    }
    if (key === 'Enter') {
      if (marked === null) return
      event.preventDefault()
      event.stopPropagation()
      onEnter(marked)
      return
    }
    // Let the field select its text if nothing is marked.
    if ((key === 'Home' || key === 'End') && event.shiftKey && marked === null) return
    const to = target(key, at, items.length)
    if (to === null) return
    event.preventDefault()
    event.stopPropagation()
    place(to, 'keys')
  }

  return {
    marked,
    isByKeys: mark?.by === 'keys',
    told: items.some(({ id }) => id === told) ? told : null,
    point: (item) => {
      if (item.id !== marked?.id) place(items.indexOf(item), 'pointer')
    },
    typed,
    field: {
      onInput: ({ nativeEvent }) => {
        inputType.current = (nativeEvent as InputEvent).inputType ?? ''
      },
      onKeyDown,
      onPointerDown: turnOff,
    },
  }
}
