import { useEffect, useRef } from 'react'
import { appErrorOf } from '../../../data/bridge.ts'
import type { AppError } from '../../../data/bridge.ts'

/**
 * Loads a file once the report contains it, and again whenever `of` changes. A result for a
 * previous `of` is dropped.
 */
export const useLookedAt = <Of, Found>(
  /** The file to load. Must be a stable object: a new one loads again. */
  of: Of,
  /** Settles when the report contains it. */
  named: () => Promise<unknown>,
  ask: (of: Of) => Promise<Found>,
  tell: {
    readonly seen: (found: Found) => void
    readonly failed: (failure: AppError) => void
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
      // Another file was requested meanwhile: this one need not be rendered.
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
