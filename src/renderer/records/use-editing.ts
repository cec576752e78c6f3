import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { readAgain } from '../data/query-client.ts'

export type Editing = {
  readonly isEditing: boolean
  /** The form was closed: focus its button again. */
  readonly wasLeft: boolean
  readonly start: () => void
  readonly stop: () => void
  /** Closes the form, and reloads changes made elsewhere. */
  readonly reload: () => void
}

/**
 * Shows a record or its edit form.
 *
 * @param isKept the form has unsaved content from before. It closes by itself once that is saved.
 */
export const useEditing = (isKept = false): Editing => {
  const client = useQueryClient()
  const [isBegun, setBegun] = useState(false)
  const isEditing = isBegun || isKept
  const [wasLeft, setLeft] = useState(false)
  const stop = (): void => {
    setBegun(false)
    setLeft(true)
  }
  return {
    isEditing,
    wasLeft: wasLeft && !isEditing,
    start: () => setBegun(true),
    stop,
    reload: () => {
      stop()
      void readAgain(client)
    },
  }
}
