import type { SyntheticEvent } from 'react'

const never = (event: SyntheticEvent): void => event.preventDefault()

/** For what is shown and must not leave the window: a clipboard is read by other programs. */
export const uncopied = {
  translate: 'no',
  onCopy: never,
  onCut: never,
  onDragStart: never,
  onContextMenu: never,
} as const
