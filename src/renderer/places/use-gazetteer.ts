import { useEffect, useState } from 'react'
import type { Gazetteer } from './gazetteer.ts'

let loaded: Gazetteer | null = null

/** All places once loaded; null until then. A lookup leaves no trace. */
export const useGazetteer = (): Gazetteer | null => {
  const [gazetteer, setGazetteer] = useState(loaded)
  useEffect(() => {
    if (loaded !== null) return undefined
    let isShown = true
    const load = async (): Promise<void> => {
      loaded = await (await import('./load.ts')).gazetteer
      if (isShown) setGazetteer(loaded)
    }
    void load()
    return () => {
      isShown = false
    }
  }, [])
  return gazetteer
}
