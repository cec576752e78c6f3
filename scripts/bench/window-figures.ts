import type { WindowTimes } from './window-results.ts'
import { figure } from './figure.ts'
import type { Figure, Measured } from './figure.ts'
import { median, middleHalf, quantile } from './timing.ts'

/** A median with its middle half, and the value that 95 of 100 stay under. */
const both = (measured: Pick<Measured, 'group' | 'name'>, times: readonly number[]): Figure[] => [
  figure({ ...measured, unit: 'ms', ours: median(times), spread: middleHalf(times) }),
  figure({
    ...measured,
    name: `${measured.name}, 95th of 100`,
    unit: 'ms',
    ours: quantile(times, 0.95),
  }),
]

/**
 * The measurements in the window as figures. An unlock is compared with the KDF of the same round.
 */
export const windowFigures = (times: WindowTimes, size: string): readonly Figure[] => {
  const group = `Window, ${size} reports`
  const less = (share: number): number[] =>
    times.unlock.map((ms, at) => ms - share * (times.kdf[at] ?? Number.NaN))
  return [
    ...both({ group, name: 'cold start to the unlock screen' }, times.start),
    ...both({ group, name: 'unlock without the KDF, to the first list painted' }, less(1)),
    figure({
      group,
      name: 'unlock, beyond 1.1 of the KDF alone',
      unit: 'ms',
      ours: median(less(1.1)),
      limit: { of: 'ms KDF alone', value: median(times.kdf) },
      bar: { on: 'ours', most: 150 },
    }),
    figure({
      group,
      name: 'longest that the window did not answer while unlocking',
      unit: 'ms',
      ours: median(times.unlockLag),
      spread: middleHalf(times.unlockLag),
      bar: { on: 'ours', most: 50 },
    }),
    ...both({ group, name: 'key to its letter painted, in the editor' }, times.letter),
    ...both({ group, name: 'key to what it finds painted, in the search' }, times.search),
    ...both({ group, name: 'click to the report painted' }, times.open),
    ...both({ group, name: 'save, to “Saved” painted, without the pause before it' }, times.save),
  ]
}
