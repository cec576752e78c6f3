import { useLayoutEffect, useState } from 'react'
import { newestTimeSliced } from './time-slice.ts'
import type { Work } from './memoize-last.ts'

/**
 * The result of long work, computed in slices. Short work finishes before the next paint; until
 * longer work finishes, the previous result stays. Undefined before the first result, and without
 * work.
 */
export const useSlicedMemo = <Result>(work: Work<Result> | null): Result | undefined => {
  const [shown, setShown] = useState<Result>()
  const [newest] = useState(() => newestTimeSliced<Result>((result) => setShown(() => result)))
  const known = work?.known()
  // A result from before a period without work must not be shown for the next work.
  if (work === null ? shown !== undefined : known !== undefined && known !== shown) {
    setShown(() => known)
  }
  useLayoutEffect(() => {
    if (work === null || work.known() !== undefined) newest.end()
    else newest.ask(work.steps())
  }, [newest, work])
  useLayoutEffect(() => newest.end, [newest])
  return work === null ? undefined : (known ?? shown)
}
