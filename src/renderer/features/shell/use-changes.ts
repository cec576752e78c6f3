import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { readAgain, readDecisionsAgain } from '../../query-client.ts'

/** Changes that come faster are read together: many acts one after the other are not many readings. */
const togetherMs = 250

/**
 * Everything shown is read again after a change: at once after the first, once after those that follow.
 * What a person decides on is asked for again at once after each.
 */
export const useChanges = (): (() => void) => {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const isOwed = useRef(false)
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    },
    [],
  )
  return useCallback(() => {
    const read = (): void => {
      isOwed.current = false
      void readAgain(client)
      timer.current = setTimeout(() => {
        timer.current = null
        if (isOwed.current) read()
      }, togetherMs)
    }
    if (timer.current === null) read()
    else {
      isOwed.current = true
      void readDecisionsAgain(client)
    }
  }, [client])
}
