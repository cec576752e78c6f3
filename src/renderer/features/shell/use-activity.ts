import { useEffect } from 'react'
import { call } from '../../bridge.ts'

/** Main's idle clock has minutes; telling it more often than this is of no use. */
const everyMs = 5_000
const inputs = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const

/** Tells main that the person is there, so that the vault does not lock under their hands. */
export const useActivity = (): void => {
  useEffect(() => {
    let last = 0
    const tell = (): void => {
      const now = performance.now()
      if (now - last < everyMs) return
      last = now
      void call('app.activity', {}).catch(() => undefined)
    }
    tell()
    for (const input of inputs) window.addEventListener(input, tell, { passive: true })
    return () => {
      for (const input of inputs) window.removeEventListener(input, tell)
    }
  }, [])
}
