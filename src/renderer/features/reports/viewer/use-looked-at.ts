import { useEffect, useRef } from 'react'
import { appErrorOf } from '../../../data/bridge.ts'
import type { AppError } from '../../../data/bridge.ts'

/**
 * Asks for what is to be looked at, once the report names it, and again whenever `of` is another. What
 * comes after another was asked for is told to nobody.
 */
export const useLookedAt = <Of, Found>(
  /** What is asked for, the same object for as long as it is the same; another one asks anew. */
  of: Of,
  /** Settles when the report names it. */
  named: () => Promise<unknown>,
  ask: (of: Of) => Promise<Found>,
  tell: {
    readonly seen: (found: Found) => void
    readonly failed: (refusal: AppError) => void
  },
): void => {
  const latest = useRef({ named, ask, tell })
  useEffect(() => {
    latest.current = { named, ask, tell }
  })
  useEffect(() => {
    let isWanted = true
    const look = async (): Promise<void> => {
      await latest.current.named()
      // Another one was asked for meanwhile: this one need not be drawn.
      if (!isWanted) return
      const found = await latest.current.ask(of)
      if (isWanted) latest.current.tell.seen(found)
    }
    look().catch((error: unknown) => {
      if (isWanted) latest.current.tell.failed(appErrorOf(error))
    })
    return () => {
      isWanted = false
    }
  }, [of])
}
