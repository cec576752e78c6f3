import { groupOfRun } from './scripts/mutants/groups.ts'

const [name, { mutate }] = groupOfRun()
const reports = `test-out/mutants/${name}`

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [...mutate],
  testRunner: 'understory',
  plugins: ['./scripts/mutants/runner.ts'],
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.MUTANTS_CONCURRENCY ?? 2),
  // A run may be slow on a machine with other work; endless loops are detected by their iterations.
  timeoutMS: 30_000,
  timeoutFactor: 3,
  disableTypeChecks: false,
  // TypeScript 7 has no API for Stryker to rewrite a tsconfig with, and no path in ours needs it.
  tsconfigFile: 'none',
  allowEmpty: false,
  ignorePatterns: ['/.cache', '/docs', '/out', '/dist', '/demo-out', '/bench-out', '/test-out'],
  tempDirName: `test-out/mutants/sandbox-${name}`,
  reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
  clearTextReporter: { logTests: false, allowColor: false, reportTests: false },
  jsonReporter: { fileName: `${reports}/mutants.json` },
  htmlReporter: { fileName: `${reports}/mutants.html` },
  incremental: process.env.MUTANTS_INCREMENTAL === '1',
  incrementalFile: `${reports}/incremental.json`,
}
