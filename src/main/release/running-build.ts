import { Day } from '../../shared/ids.ts'
import { releaseIndex } from '../../shared/release-index.ts'
import { releaseKeys } from './release-keys.ts'
import type { TrustedKeys } from './release-keys.ts'

/** What a build knows of releases, from its own source alone. */
export type RunningBuild = {
  readonly index: number
  readonly day: Day
  readonly trusted: TrustedKeys
}

/** @param day the build day (UTC), `YYYY-MM-DD`, which only the build knows. */
export const runningBuild = (day: string): RunningBuild => ({
  index: releaseIndex,
  day: Day.parse(day),
  trusted: releaseKeys,
})
