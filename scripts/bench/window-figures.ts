import type { TreeMemory, WindowTimes } from './window-results.ts'
import { figure } from './figure.ts'
import type { Figure, Measured } from './figure.ts'
import { median, middleHalf, quantile } from './timing.ts'

/**
 * A median, and the value that 95 of 100 stay under, beside the median time of a letter in the
 * editor of the same run.
 */
const inLetters = (
  { group, name }: Pick<Measured, 'group' | 'name'>,
  { times, letter, bars }: { times: readonly number[]; letter: number; bars: [number, number] },
): Figure[] =>
  (
    [
      [name, 0.5, bars[0]],
      [`${name}, 95th of 100`, 0.95, bars[1]],
    ] as const
  ).map(([named, share, most]) =>
    figure({
      group,
      name: named,
      unit: 'ms',
      ours: quantile(times, share),
      limit: { of: 'ms, a letter in the editor', value: letter },
      bar: { on: 'ratio', most },
    }),
  )

const kindName = (kind: string): string => (kind === 'all' ? 'all processes' : kind)

/** PSS: each page counts by the share that a process has in it. The kinds are for reading only. */
const besideBare = (
  { group, name }: Pick<Measured, 'group' | 'name'>,
  { app, bare, most }: { readonly app: TreeMemory; readonly bare: TreeMemory; most?: number },
): Figure[] => {
  const of = (memory: TreeMemory, kind: string): number => memory[kind] ?? 0
  return Object.keys(app).map((kind) =>
    figure({
      group,
      name: `${name}, ${kindName(kind)}`,
      unit: 'MiB',
      ours: of(app, kind),
      limit: { of: 'MiB, a bare Electron window at rest', value: of(bare, kind) },
      ...(kind === 'all' && most !== undefined ? { bar: { on: 'ratio', most } } : {}),
    }),
  )
}

const memoryFigures = (group: string, memory: WindowTimes['memory']): Figure[] => {
  const { list, bare, unlocking, importing } = memory
  return [
    ...besideBare({ group, name: 'memory at rest' }, { app: list, bare, most: 1.5 }),
    ...besideBare(
      { group, name: 'highest memory while importing, into a vault of its own' },
      { app: importing, bare },
    ),
    ...Object.entries(unlocking).map(([kind, ours]) =>
      figure({
        group,
        name: `highest memory while unlocking, above the rest with the lists, ${kindName(kind)}`,
        unit: 'MiB',
        ours,
        ...(kind === 'all' ? { bar: { on: 'ours', most: 300 } } : {}),
      }),
    ),
  ]
}

/**
 * The measurements in the window as figures. An unlock is compared with the KDF of the same round.
 */
export const windowFigures = (times: WindowTimes, size: string): readonly Figure[] => {
  const group = `Window, ${size} reports`
  const letter = median(times.letter)
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
      name: 'key to its letter painted, in the editor',
      unit: 'ms',
      ours: letter,
      limit: { of: 'ms, in a text area of a bare window', value: median(times.bareLetter) },
      spread: middleHalf(times.letter.map((ms) => ms / median(times.bareLetter))),
      bar: { on: 'ratio', most: 1.5 },
    }),
    ...inLetters(
      { group, name: 'key to what it finds painted, in the search' },
      { times: times.search, letter, bars: [5, 8] },
    ),
    ...inLetters(
      { group, name: 'click to the report painted' },
      { times: times.open, letter, bars: [4, 8] },
    ),
    ...memoryFigures(group, times.memory),
  ]
}
