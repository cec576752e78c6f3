import { useDeferredValue, useEffect, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { flushSync } from 'react-dom'

type Props = {
  readonly children: ReactNode
}

/**
 * Renders its children deferred and in pieces, so that keys and answers are handled first. For
 * content that takes no immediate typing.
 */
export const Deferred = ({ children }: Props): ReactElement | null => {
  const isTurn = useDeferredValue(true, false)
  return isTurn ? <>{children}</> : null
}

/**
 * Renders right after its siblings, before other deferred parts: for content that the user waits
 * for and that is too much for one task with the rest.
 */
export const RenderNext = ({ children }: Props): ReactElement | null => {
  const [isNext, setNext] = useState(false)
  useEffect(() => {
    // Earlier than a timer: React schedules by messages too, and this one is posted first.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      // Synchronous: otherwise the editor's effect, which sets its text, would miss the next paint.
      flushSync(() => setNext(true))
    }
    port2.postMessage(null)
    return () => port1.close()
  }, [])
  return isNext ? <>{children}</> : null
}
