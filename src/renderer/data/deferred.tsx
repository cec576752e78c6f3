import { useDeferredValue, useEffect, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { flushSync } from 'react-dom'

type Props = {
  readonly children: ReactNode
}

/**
 * Draws its part after what stands around it, and in pieces: whatever a key or an answer changes
 * meanwhile is drawn before it. For what nobody types into at once.
 */
export const Deferred = ({ children }: Props): ReactElement | null => {
  const isTurn = useDeferredValue(true, false)
  return isTurn ? <>{children}</> : null
}

/**
 * Draws its part right after what stands around it, before all that waits for its turn: what somebody
 * waits for, and what is too much for one stretch with the rest.
 */
export const RenderNext = ({ children }: Props): ReactElement | null => {
  const [isNext, setNext] = useState(false)
  useEffect(() => {
    // Sooner than a timer: React's own next piece is a message too, and this one is sent before it.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      // Else what an editor does once it stands, its text, would come after the next picture.
      flushSync(() => setNext(true))
    }
    port2.postMessage(null)
    return () => port1.close()
  }, [])
  return isNext ? <>{children}</> : null
}
