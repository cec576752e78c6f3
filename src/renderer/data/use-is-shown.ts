import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** Is this still on the screen? For what is answered later, and has to be said elsewhere if not. */
export const useIsShown = (): RefObject<boolean> => {
  const isShown = useRef(true)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])
  return isShown
}
