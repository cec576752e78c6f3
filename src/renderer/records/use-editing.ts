import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { readAgain } from '../data/query-client.ts'

export type Editing = {
  readonly isEditing: boolean
  /** The form was open and was left: its button has the focus again. */
  readonly wasLeft: boolean
  readonly start: () => void
  readonly stop: () => void
  /** Leaves the form, and reads again what somebody else has changed meanwhile. */
  readonly reload: () => void
}

/**
 * Is a record shown, or the form to change it?
 *
 * @param isKept the form was left with something in it. It closes by itself once that is saved.
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
