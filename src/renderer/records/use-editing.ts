import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

export interface Editing {
  readonly isEditing: boolean
  readonly start: () => void
  readonly stop: () => void
  /** Leaves the form, and reads again what somebody else has changed meanwhile. */
  readonly reload: () => void
}

/** Is a record shown, or the form to change it? */
export const useEditing = (): Editing => {
  const client = useQueryClient()
  const [isEditing, setEditing] = useState(false)
  const stop = (): void => setEditing(false)
  return {
    isEditing,
    start: () => setEditing(true),
    stop,
    reload: () => {
      stop()
      void client.invalidateQueries()
    },
  }
}
