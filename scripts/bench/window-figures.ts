import type { TreeMemory, WindowTimes } from './window-results.ts'
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

/** PSS: each page counts by the share that a process has in it. The kinds are for reading only. */
const restFigures = (group: string, { app, bare }: WindowTimes['rest']): Figure[] => {
  const of = (memory: TreeMemory, kind: string): number => memory[kind] ?? 0
  return Object.keys(app).map((kind) =>
    figure({
      group,
      name: `memory at rest, ${kind === 'all' ? 'all processes' : kind}`,
      unit: 'MiB',
      ours: of(app, kind),
      limit: { of: 'MiB, a bare Electron window', value: of(bare, kind) },
      ...(kind === 'all' ? { bar: { on: 'ratio', most: 1.5 } } : {}),
    }),
  )
}

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
    ...restFigures(group, times.rest),
  ]
}
