import { relative } from 'node:path'
import type { CoveragePerTestId, MutantCoverage } from '@stryker-mutator/api/core'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
} from '@stryker-mutator/api/test-runner'
import type {
  DryRunResult,
  MutantRunOptions,
  MutantRunResult,
  TestResult,
  TestRunner,
} from '@stryker-mutator/api/test-runner'
import { createVitest } from 'vitest/node'
import type { TestCase, TestModule, TestSpecification, Vitest } from 'vitest/node'
import type { MutantOfRun } from './in-tests.ts'

/** The results of one run of tests. */
type Run = {
  readonly tests: readonly TestResult[]
  readonly modules: readonly TestModule[]
  /** An error outside of a test: a file that could not be loaded, an unhandled error. */
  readonly outside: string | null
}

/**
 * Runs tests against one mutant after the other, each file in a thread of its own. Stryker's own
 * runner knows Vitest up to 4: on 5 its filter by name finds no test, so that everything survives.
 */
class MutantRunner implements TestRunner {
  #vitest: Vitest | null = null

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true }
  }

  async init(): Promise<void> {
    process.env['NODE_ENV'] = 'test'
    process.env['VITEST'] = '1'
    this.#vitest = await createVitest('test', {
      config: 'vitest.mutants.config.ts',
      pool: 'threads',
      maxWorkers: 1,
      watch: false,
      bail: 1,
      reporters: [{}],
    })
  }

  async dryRun(): Promise<DryRunResult> {
    const { tests, modules, outside } = await this.#run(null)
    if (outside !== null) return { status: DryRunStatus.Error, errorMessage: outside }
    return { status: DryRunStatus.Complete, tests: [...tests], mutantCoverage: coverageOf(modules) }
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, hitLimit, testFilter } = options
    const run = await this.#run({ id: activeMutant.id, hitLimit }, testFilter)
    const hits = run.modules.reduce((sum, module) => sum + (module.meta().hitCount ?? 0), 0)
    const reached = determineHitLimitReached(hits, hitLimit)
    if (reached !== undefined) return { status: MutantRunStatus.Timeout, reason: reached.reason }

    const nrOfTests = run.tests.filter(({ status }) => status !== TestStatus.Skipped).length
    const failed = run.tests.find((test) => test.status === TestStatus.Failed)
    const failureMessage = failed?.failureMessage ?? run.outside
    if (failureMessage !== null) {
      const killer = failed?.id ?? testFilter?.[0]
      const killedBy = killer === undefined ? [] : [killer]
      return { status: MutantRunStatus.Killed, killedBy, failureMessage, nrOfTests }
    }
    // No test ran, so the mutant has no result.
    if (nrOfTests === 0) return { status: MutantRunStatus.Error, errorMessage: 'no test ran' }
    return { status: MutantRunStatus.Survived, nrOfTests }
  }

  async dispose(): Promise<void> {
    await this.#vitest?.close()
  }

  async #run(mutant: MutantOfRun | null, only?: readonly string[]): Promise<Run> {
    const vitest = this.#vitest
    if (vitest === null) throw new Error('the runner has not begun')
    vitest.provide('mutant' as never, mutant as never)
    vitest.state.filesMap.clear()
    const all = await vitest.globTestSpecifications()
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
      only === undefined ? all : specificationsOf(vitest, all, only),
    )
    const errors = [...testModules.flatMap(errorsOutside), ...unhandledErrors]
    return {
      modules: testModules,
      tests: testModules.flatMap((module) => [...module.children.allTests()].map(resultOf)),
      outside: errors.length === 0 ? null : errors.map(messageOf).join('\n'),
    }
  }
}

const fileOf = (id: string): string => id.slice(0, id.indexOf('#'))
const testOf = (id: string): string => id.slice(id.indexOf('#') + 1)

const specificationsOf = (
  vitest: Vitest,
  all: readonly TestSpecification[],
  only: readonly string[],
): TestSpecification[] =>
  all.flatMap(({ moduleId }) => {
    const testIds = only.filter((id) => fileOf(id) === fileName(moduleId)).map(testOf)
    return testIds.length === 0
      ? []
      : [vitest.getRootProject().createSpecification(moduleId, { testIds })]
  })

const fileName = (moduleId: string): string => relative(process.cwd(), moduleId)

const resultOf = (test: TestCase): TestResult => {
  const { state, errors } = test.result()
  const known = {
    id: `${fileName(test.module.moduleId)}#${test.id}`,
    name: test.fullName,
    timeSpentMs: test.diagnostic()?.duration ?? 0,
    fileName: test.module.moduleId,
  }
  if (state === 'passed') return { ...known, status: TestStatus.Success }
  if (state !== 'failed') return { ...known, status: TestStatus.Skipped }
  return { ...known, status: TestStatus.Failed, failureMessage: errors?.[0]?.message ?? 'failed' }
}

/** Errors of files that could not be loaded, and of hooks. */
const errorsOutside = (module: TestModule): unknown[] => [
  ...module.errors(),
  ...[...module.children.allSuites()].flatMap((suite) => suite.errors()),
]

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error)

const coverageOf = (modules: readonly TestModule[]): MutantCoverage => {
  const perTest: CoveragePerTestId = {}
  const atLoad: Record<string, number> = {}
  for (const module of modules) {
    const { mutantCoverage } = module.meta()
    if (mutantCoverage === undefined) continue
    for (const [test, hits] of Object.entries(mutantCoverage.perTest)) {
      perTest[`${fileName(module.moduleId)}#${test}`] = hits
    }
    for (const [mutant, hits] of Object.entries(mutantCoverage.static)) {
      atLoad[mutant] = (atLoad[mutant] ?? 0) + hits
    }
  }
  return { perTest, static: atLoad }
}

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- Merged into Vitest's own.
  interface TaskMeta {
    mutantCoverage?: MutantCoverage
    hitCount?: number
  }
}

/** For Stryker, which loads this file by its name. @public */
export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'understory', MutantRunner),
]
