import { useLayoutEffect, useState } from 'react'
import { newestTimeSliced } from './time-slice.ts'
import type { Work } from './memoize-last.ts'

/**
 * What comes of long work, done in slices. Short work is done before the next paint; until longer work
 * is done, what came of the work before stays. Undefined before the first is done, and without work.
 */
export const useSlicedMemo = <Result>(work: Work<Result> | null): Result | undefined => {
  const [shown, setShown] = useState<Result>()
  const [newest] = useState(() => newestTimeSliced<Result>((result) => setShown(() => result)))
  const known = work?.known()
  // What an earlier work left is not to be seen when there is work again.
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
