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
const restFigures = (
  group: string,
  what: string,
  { app, bare }: { readonly app: TreeMemory; readonly bare: TreeMemory },
): Figure[] => {
  const of = (memory: TreeMemory, kind: string): number => memory[kind] ?? 0
  return Object.keys(app).map((kind) =>
    figure({
      group,
      name: `memory at rest, ${what}, ${kind === 'all' ? 'all processes' : kind}`,
      unit: 'MiB',
      ours: of(app, kind),
      limit: { of: 'MiB, a bare Electron window', value: of(bare, kind) },
      ...(kind === 'all' ? { bar: { on: 'ratio', most: 1.5 } } : {}),
    }),
  )
}

const memoryFigures = (group: string, memory: WindowTimes['memory']): Figure[] => {
  const { list, report, bare, unlocking } = memory
  return [
    ...restFigures(group, 'the lists', { app: list, bare }),
    ...restFigures(group, 'a report', { app: report, bare }),
    figure({
      group,
      name: 'highest memory while unlocking, above the rest with the lists',
      unit: 'MiB',
      ours: unlocking,
      bar: { on: 'ours', most: 300 },
    }),
  ]
}

/**
 * The measurements in the window as figures. An unlock is compared with the KDF of the same round.
 */
export const windowFigures = (times: WindowTimes, size: string): readonly Figure[] => {
  const group = `Window, ${size} reports`
  const beyond = times.unlock.map((ms, at) => ms - (times.kdf[at] ?? Number.NaN))
  return [
    figure({
      group,
      name: 'cold start to the unlock screen',
      unit: 'ms',
      ours: median(times.start),
      limit: { of: 'ms, a bare Electron window', value: median(times.bareStart) },
      spread: middleHalf(times.start.map((ms, at) => ms / (times.bareStart[at] ?? Number.NaN))),
      bar: { on: 'ratio', most: 1.6 },
    }),
    figure({
      group,
      name: 'key to the first list, beyond one derivation',
      unit: 'ms',
      ours: median(beyond),
      limit: { of: 'ms, one derivation', value: median(times.kdf) },
      spread: middleHalf(beyond.map((ms, at) => ms / (times.kdf[at] ?? Number.NaN))),
      bar: { on: 'ratio', most: 0.14 },
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
    ...memoryFigures(group, times.memory),
  ]
}
