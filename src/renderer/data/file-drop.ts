import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { isCovered } from '../typing.ts'

/** Files that are dragged over a place that takes them. */
export type DraggedFiles = {
  /** 0: the system tells it at the drop alone. */
  readonly count: number
  /** It can be one encrypted file, as far as its type tells: the name is known at the drop alone. */
  readonly mayBeEncrypted: boolean
}

type DropPlace = {
  /** Takes files inside this element; without one, in the whole window, where no other place does. */
  readonly within?: RefObject<Element | null>
  /** `encrypted`: takes one age file, wherever it is dropped. */
  readonly takes: 'files' | 'encrypted'
  readonly onDrop: (files: readonly File[]) => void
}

type ShownPlace = DropPlace & { readonly show: (dragged: DraggedFiles | null) => void }

/** The places of the window that take files. */
const places = new Set<ShownPlace>()
let shown: ShownPlace | null = null

const show = (place: ShownPlace | null, dragged: DraggedFiles | null): void => {
  if (shown !== place) shown?.show(null)
  shown = place
  place?.show(dragged)
}

/** Files, not words of a text or an element of the page. */
const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') === true

const draggedOf = ({ dataTransfer }: DragEvent): DraggedFiles => {
  const files = [...(dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file')
  return {
    count: files.length,
    mayBeEncrypted:
      files.length < 2 &&
      files.every(({ type }) => type === '' || /octet-stream|\b(?:x-)?age\b/.test(type)),
  }
}

const placeAt = ({ target }: DragEvent, { mayBeEncrypted }: DraggedFiles): ShownPlace | null => {
  // A dialog, a menu or a list is open: it takes no file.
  if (isCovered()) return null
  const all = [...places]
  const inside = all.find(
    ({ within }) =>
      within !== undefined && target instanceof Node && within.current?.contains(target) === true,
  )
  const whole = all.find(({ within }) => within === undefined)
  return inside ?? (mayBeEncrypted ? whole : undefined) ?? null
}

const isEncrypted = ({ name }: File): boolean => name.toLowerCase().endsWith('.age')

const over = (event: DragEvent): void => {
  if (!hasFiles(event)) return
  // Also where no place takes it: the browser would open the file.
  event.preventDefault()
  const dragged = draggedOf(event)
  const place = placeAt(event, dragged)
  if (event.dataTransfer !== null) event.dataTransfer.dropEffect = place === null ? 'none' : 'copy'
  show(place, place === null ? null : dragged)
}

const leave = ({ relatedTarget }: DragEvent): void => {
  // Null: out of the window, not from one element to the next.
  if (relatedTarget === null) show(null, null)
}

const drop = (event: DragEvent): void => {
  show(null, null)
  if (!hasFiles(event)) return
  event.preventDefault()
  // The editor would insert a file as text.
  event.stopPropagation()
  const files = [...(event.dataTransfer?.files ?? [])]
  const [first] = files
  const place = placeAt(event, draggedOf(event))
  if (place === null || first === undefined) return
  const looks = [...places].find(({ takes }) => takes === 'encrypted')
  const isLookedInto = files.length === 1 && isEncrypted(first) && looks !== undefined
  ;(isLookedInto ? looks : place).onDrop(files)
}

const listeners = { dragover: over, dragleave: leave, drop } as const

const setListening = (isOn: boolean): void => {
  const change = isOn ? 'addEventListener' : 'removeEventListener'
  for (const [name, listen] of Object.entries(listeners))
    document[change](name, listen as EventListener, { capture: true })
}

/**
 * A place that takes dropped files. The window gets their bytes for this drop alone, and never their
 * paths. Nothing is dropped into a dialog, or on what lies under one.
 *
 * @param isOn false: takes none for now.
 * @returns what is dragged over it; null for nothing.
 */
export const useFileDrop = (isOn: boolean, place: DropPlace): DraggedFiles | null => {
  const [dragged, setDragged] = useState<DraggedFiles | null>(null)
  const { within, takes } = place
  const now = useRef(place.onDrop)
  useEffect(() => {
    now.current = place.onDrop
  })
  useEffect(() => {
    if (!isOn) return
    const added: ShownPlace = {
      ...(within === undefined ? {} : { within }),
      takes,
      onDrop: (files) => now.current(files),
      // `dragover` repeats every few milliseconds.
      show: (next) =>
        setDragged((last) =>
          last?.count === next?.count && last?.mayBeEncrypted === next?.mayBeEncrypted
            ? last
            : next,
        ),
    }
    if (places.size === 0) setListening(true)
    places.add(added)
    return () => {
      places.delete(added)
      if (places.size === 0) setListening(false)
      if (shown === added) shown = null
      setDragged(null)
    }
  }, [isOn, takes, within])
  return dragged
}
