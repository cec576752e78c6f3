import { readFileSync } from 'node:fs'

/** The results of the mutants of one group. */
export type Figures = {
  readonly killed: number
  readonly timeout: number
  readonly survived: number
  readonly noCoverage: number
  /** Mutants whose run had no result: they count as not killed. */
  readonly failed: number
  /** Ignored by a comment beside the code, which gives the reason. */
  readonly ignored: number
}

type Report = {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { status: string }[] }>>
}

/** Out of the JSON that Stryker writes. */
export const figuresOf = (report: string): Figures => {
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as Report
  const all = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status))
  const count = (...wanted: readonly string[]): number =>
    all.filter((status) => wanted.includes(status)).length
  return {
    killed: count('Killed'),
    timeout: count('Timeout'),
    survived: count('Survived'),
    noCoverage: count('NoCoverage'),
    failed: count('RuntimeError', 'CompileError', 'Pending'),
    ignored: count('Ignored'),
  }
}

export const sumOf = (all: readonly Figures[]): Figures => {
  const sum = (key: keyof Figures): number => all.reduce((n, figures) => n + figures[key], 0)
  return {
    killed: sum('killed'),
    timeout: sum('timeout'),
    survived: sum('survived'),
    noCoverage: sum('noCoverage'),
    failed: sum('failed'),
    ignored: sum('ignored'),
  }
}

const totalOf = ({ killed, timeout, survived, noCoverage, failed }: Figures): number =>
  killed + timeout + survived + noCoverage + failed

/**
 * The percentage of all mutants that was detected; a mutant that ran into its time limit counts as
 * detected.
 */
export const shareOf = (figures: Figures): number => {
  const total = totalOf(figures)
  return total === 0 ? 0 : (100 * (figures.killed + figures.timeout)) / total
}

/** A row of the table in docs/MUTATION-TESTING.md. */
export const rowOf = (name: string, figures: Figures): string => {
  const { killed, timeout, survived, noCoverage, failed } = figures
  const cells = [totalOf(figures), killed, timeout, survived, noCoverage + failed]
  return `| ${[name, ...cells, `${shareOf(figures).toFixed(1)} %`].join(' | ')} |`
}

export const tableHead =
  '| group | mutants | killed | timed out | survived | not covered | noticed |\n| --- | --- | --- | --- | --- | --- | --- |'
