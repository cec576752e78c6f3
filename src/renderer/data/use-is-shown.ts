import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** Is the component still mounted? For late answers, which are otherwise reported elsewhere. */
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
