import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

export interface Editing {
  readonly isEditing: boolean
  /** The form was open and was left: its button has the focus again. */
  readonly wasLeft: boolean
  readonly start: () => void
  readonly stop: () => void
  /** Leaves the form, and reads again what somebody else has changed meanwhile. */
  readonly reload: () => void
}

/** Is a record shown, or the form to change it? `isKept`: the form was left with something in it. */
export const useEditing = (isKept = false): Editing => {
  const client = useQueryClient()
  const [isEditing, setEditing] = useState(isKept)
  const [wasLeft, setLeft] = useState(false)
  const stop = (): void => {
    setEditing(false)
    setLeft(true)
  }
  return {
    isEditing,
    wasLeft: wasLeft && !isEditing,
    start: () => setEditing(true),
    stop,
    reload: () => {
      stop()
      void client.invalidateQueries()
    },
  }
}
