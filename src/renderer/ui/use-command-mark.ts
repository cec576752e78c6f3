import { useEffect, useRef, useState } from 'react'
import type { FormEvent, KeyboardEvent } from 'react'

/** Screen readers say the letter that was typed first, and what is marked only after it. */
const toldAfterMs = 500

type NamedCommand = {
  readonly id: string
}

type CommandMark = {
  /** Null for whatever comes to stand at `at`. */
  readonly id: string | null
  /** Where it stood when it was marked: what is there is marked once it is gone. */
  readonly at: number
  /** Off while the cursor walks through what was typed: the keys go on from there. */
  readonly isOn: boolean
  readonly by: 'keys' | 'pointer'
}

/** Where a key leads in a list that begins anew at its end; -1 where it leads nowhere. */
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
 * Which line of a list is marked while the focus stays in the field above it. What is typed marks the
 * first that fits, the arrow keys and the pointer another; what is deleted or pasted marks none.
 */
export const useCommandMark = <Item extends NamedCommand>(
  items: readonly Item[],
  onEnter: (item: Item) => void,
): {
  readonly marked: Item | null
  /** By the keys, so that it has to be seen from afar. */
  readonly isByKeys: boolean
  /** What screen readers are told is marked. */
  readonly told: string | null
  /** Marks what the pointer is moved over. */
  readonly point: (item: Item) => void
  /** Is to be called with each change of what is typed. */
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
    const id = items[next]?.id ?? null
    setMark({ ...mark, at: next, id })
    if (mark.id !== null && mark.isOn) setTold(id)
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
  /** The next key goes on from where it was. */
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
    // Selects text where nothing is marked.
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
