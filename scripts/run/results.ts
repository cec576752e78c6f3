import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

export type Counts = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** The part that we read of what vitest's JSON reporter writes. */
export type Report = {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly name?: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName?: string
      readonly failureMessages?: readonly string[]
    }[]
  }[]
}

/** How one of several runs of a suite ended. */
export type ShardEnd = {
  readonly files: readonly string[]
  /** A line where it did not start. */
  readonly ended: string | { readonly code: number; readonly timedOut: boolean }
  readonly report: Report | undefined
}

/** In place of the report of a run that wrote none: one failure, named by the files of the run. */
const withoutReport = ({ files, ended }: ShardEnd): Report => {
  const message =
    typeof ended === 'string'
      ? ended
      : `ended ${ended.timedOut ? 'for time' : `with code ${String(ended.code)}`}, without a report`
  const file = { name: files.join(', '), status: 'failed', message, assertionResults: [] }
  return { numPassedTests: 0, testResults: [file] }
}

/** The reports of several runs of one suite as one; a run without a report is one failure. */
export const joinedShards = (shards: readonly ShardEnd[]): Report => {
  const reports = shards.map((shard) => shard.report ?? withoutReport(shard))
  return {
    numPassedTests: reports.reduce((total, each) => total + each.numPassedTests, 0),
    testResults: reports.flatMap(({ testResults }) => testResults),
  }
}

/** The report of a suite, where it wrote a whole one. */
export const reportIn = (file: string): Report | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined
  }
}

const beginning = (message: string | undefined): string =>
  stripVTControlCharacters(message ?? '')
    .split('\n')
    .slice(0, 3)
    .join(' ')
    .slice(0, 300)

const named = ({
  fullName,
  failureMessages,
}: Report['testResults'][number]['assertionResults'][number]): string =>
  `${fullName ?? 'a test'}: ${beginning(failureMessages?.[0])}`

/**
 * The failed tests, a line each with the beginning of the error, so that the long output need not
 * be read.
 */
export const failuresOf = (report: Report | undefined): readonly string[] =>
  (report?.testResults ?? []).flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    if (file.status === 'failed' && failed.length === 0)
      return [`${file.name ?? 'a file'}: ${beginning(file.message)}`]
    return failed.map(named)
  })

/**
 * Counts tests so that nothing that went wrong can hide: a file that does not load, a process that
 * ends with an error though every test passed, and a suite that runs nothing are one failure each.
 */
export const judge = (report: Report | undefined, code: number): Counts => {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const tests = report.testResults.flatMap((file) => file.assertionResults)
  const passed = tests.filter((each) => each.status === 'passed').length
  const brokenFiles = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((each) => each.status === 'failed'),
  ).length
  const failed = tests.filter((each) => each.status === 'failed').length + brokenFiles
  const skipped = tests.length - passed - tests.filter((each) => each.status === 'failed').length
  const silent = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: silent ? 1 : failed, skipped }
}

export const sum = (all: readonly Counts[]): Counts => ({
  passed: all.reduce((total, each) => total + each.passed, 0),
  failed: all.reduce((total, each) => total + each.failed, 0),
  skipped: all.reduce((total, each) => total + each.skipped, 0),
})

/** `12 passed, 0 failed`, and `, 1 skipped` where there is one. */
export const inWords = ({ passed, failed, skipped }: Counts): string =>
  `${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}`
