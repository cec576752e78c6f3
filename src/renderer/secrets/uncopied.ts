import type { SyntheticEvent } from 'react'

const never = (event: SyntheticEvent): void => event.preventDefault()

/** For secrets on screen that must not leave the window: other programs read the clipboard. */
export const uncopied = {
  translate: 'no',
  onCopy: never,
  onCut: never,
  onDragStart: never,
  onContextMenu: never,
} as const
