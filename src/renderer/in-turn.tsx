import { useDeferredValue, useEffect, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'

interface Props {
  readonly children: ReactNode
}

/**
 * Draws its part after what stands around it, and in pieces: whatever a key or an answer changes
 * meanwhile is drawn before it. For what nobody types into at once.
 */
export const InTurn = ({ children }: Props): ReactElement | null => {
  const isTurn = useDeferredValue(true, false)
  return isTurn ? <>{children}</> : null
}

/**
 * Draws its part right after what stands around it, before all that waits for its turn: what somebody
 * waits for, and what is too much for one stretch with the rest.
 */
export const Next = ({ children }: Props): ReactElement | null => {
  const [isNext, setNext] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setNext(true))
    return () => clearTimeout(timer)
  }, [])
  return isNext ? <>{children}</> : null
}
