import { useEffect, useState } from 'react'
import type * as WorldModule from './world.ts'
import type { Outlines } from './world.ts'

/** The earth as far as it has been drawn. */
export interface DrawnWorld {
  readonly outlines: Outlines
  readonly countryOutline: typeof WorldModule.countryOutline
}

let far: DrawnWorld | null = null
let near: DrawnWorld | null = null

/** The outlines of the earth, once they are read; from nearer by as soon as those are drawn too. */
export const useWorld = (isNear: boolean): DrawnWorld | null => {
  const [, setDrawn] = useState(0)
  useEffect(() => {
    if ((isNear ? near : far) !== null) return undefined
    let isShown = true
    const load = async (): Promise<void> => {
      const world = await import('./world.ts')
      const outlines = await (isNear ? world.near() : world.far())
      const drawn = { outlines, countryOutline: world.countryOutline }
      if (isNear) near = drawn
      else far = drawn
      if (isShown) setDrawn((turn) => turn + 1)
    }
    void load()
    return () => {
      isShown = false
    }
  }, [isNear])
  return isNear ? (near ?? far) : far
}
