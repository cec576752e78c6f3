import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { barText } from './figure.ts'
import type { Figure } from './figure.ts'
import { isBusy } from './machine.ts'
import type { Machine } from './machine.ts'

export type Bench = {
  readonly command: string
  readonly day: string
  readonly seconds: number
  readonly machine: Machine
  readonly figures: readonly Figure[]
  /** Bars that this bench does not measure, and why. */
  readonly unmeasured: readonly { readonly bar: string; readonly why: string }[]
}

/** Three digits that count, no exponent. */
export const number = (value: number): string => {
  if (!Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  if (size >= 100) return value.toFixed(0)
  if (size >= 10) return value.toFixed(1)
  return size >= 1 || size === 0 ? value.toFixed(2) : value.toFixed(3)
}

const verdict = (holds: boolean | null): string =>
  holds === null ? '' : holds ? 'holds' : 'DOES NOT HOLD'

const cells = (figure: Figure): readonly string[] => {
  const { name, unit, ours, limit, ratio, spread, bar } = figure
  const mark = ratio === null ? '' : 'x'
  return [
    name,
    `${number(ours)} ${unit}`,
    limit === undefined ? '' : `${number(limit.value)} ${limit.of}`,
    ratio === null ? '' : `${number(ratio)}x`,
    spread === undefined ? '' : `${number(spread[0])}–${number(spread[1])}${mark}`,
    barText(bar),
    verdict(figure.holds),
  ]
}

/** Columns of a terminal: Korean and Chinese take two each. */
const widthOf = (text: string): number =>
  text.length + (text.match(/[\p{sc=Han}\p{sc=Hangul}“”]/gu)?.length ?? 0)

const padding = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text)))

const head = ['', 'ours', 'limit', 'ratio', 'middle half', 'bar', '']

/** The figures as a table, group by group, columns as wide as they have to be. */
export const table = (figures: readonly Figure[]): string => {
  const rows = figures.map(cells)
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => widthOf(row[i] ?? ''))),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => {
        const space = padding(cell, widths[i] ?? 0)
        return i === 0 ? cell + space : space + cell
      })
      .join('  ')
      .trimEnd()
  const groups = [...new Set(figures.map(({ group }) => group))]
  return groups
    .map((group) =>
      [group, line(head), ...rows.filter((_, i) => figures[i]?.group === group).map(line)].join(
        '\n',
      ),
    )
    .join('\n\n')
}

/** How many bars hold, which do not, and the machine. */
export const summary = ({ figures, unmeasured, machine, seconds }: Bench): string => {
  const judged = figures.filter(({ holds }) => holds !== null)
  const failed = judged.filter(({ holds }) => holds === false)
  const { cpu, cores, memoryGiB, system, node, loadBefore } = machine
  return [
    `${cpu}, ${String(cores)} cores, ${String(memoryGiB)} GiB, ${system}, Node ${node}, load before ${String(loadBefore)}; ${number(seconds)} s`,
    ...(isBusy(machine)
      ? ['Something else was at work: ratios may stand, times are only an indication.']
      : []),
    ...unmeasured.map(({ bar, why }) => `not measured: ${bar}: ${why}`),
    `${String(judged.length - failed.length)} of ${String(judged.length)} bars hold`,
    ...failed.map(({ group, name }) => `DOES NOT HOLD: ${group}: ${name}`),
  ].join('\n')
}

/** Writes `bench.json` into a folder, which is made when it is not there. */
export const writeBench = (folder: string, bench: Bench): void => {
  mkdirSync(folder, { recursive: true })
  const entries = bench.figures.map(({ bar, ...figure }) => ({
    ...figure,
    bar: bar === undefined ? null : barText(bar),
  }))
  const text = JSON.stringify({ ...bench, figures: entries }, null, 2)
  writeFileSync(join(folder, 'bench.json'), `${text}\n`)
}
