import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inFull } from '../../tests/in-full.ts'
import { packageApp } from '../package/make.ts'
import { setUp } from '../setup/index.ts'
import type { Ready } from '../setup/index.ts'
import { root } from '../setup/paths.ts'
import { lineOf, log, runMain } from '../setup/log.ts'
import { lengthOf } from './e2e-lengths.ts'
import { makeE2eVaults } from './e2e-vaults.ts'
import { balanceShards } from './balance-shards.ts'
import { runE2eTests } from './drive-app.ts'
import type { StageResult } from './in-stage.ts'
import { joinedShards, reportIn } from './results.ts'
import type { ShardEnd } from './results.ts'

const reports = join(root, 'test-out', 'e2e')

/**
 * Number of parallel stages: an app often waits for its window or a key, so three keep two cores
 * busy.
 */
const stages = 3

/** They look at the app outside of the namespaces in which every other test runs. */
const outside = ['launcher', 'network', 'whole-day']
const isOutside = (file: string): boolean => outside.some((name) => file.includes(name))

/** All test files in shards of about the same length, one for each stage, and one shard of those outside. */
const shards = (): readonly (readonly string[])[] => {
  const all = readdirSync(join(root, 'tests', 'e2e')).filter(
    (name) => name.endsWith('.test.ts') && (inFull || !name.endsWith('.long.test.ts')),
  )
  const paths = (names: readonly string[]) => names.map((name) => join('tests', 'e2e', name))
  return [...evenly(all.filter((name) => !isOutside(name))), paths(all.filter(isOutside))]
}

const evenly = (files: readonly string[]): readonly (readonly string[])[] => {
  const all = balanceShards(
    stages,
    files.map((name) => ({ of: join('tests', 'e2e', name), length: lengthOf(name) })),
  )
  // No filter at all would be every file.
  return all.filter((shard) => shard.length > 0)
}

/** What is copied into the stages. */
type Prepared = {
  /** The executable of the packaged app. */
  readonly packaged: string | undefined
  /** The folder of the prepared vaults. */
  readonly vaults: string
}

/** Runs some of the tests in a stage of their own; the report comes back into `collect`. */
const runShard = (
  ready: Ready,
  filters: readonly string[],
  { packaged, vaults, collect }: Prepared & { readonly collect: string },
): Promise<StageResult> => {
  const tests = process.env['UNDERSTORY_TESTS']
  return runE2eTests(filters, {
    ready,
    ...(packaged === undefined ? {} : { packaged }),
    ...(tests === undefined ? {} : { env: { UNDERSTORY_TESTS: tests } }),
    bring: { vaults },
    collect: { '.': collect },
    confined: !filters.some(isOutside),
    timeoutMs: 30 * 60_000,
  })
}

const runAll = async (ready: Ready, from: Prepared): Promise<number> => {
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const runs = shards().map(async (files, i): Promise<ShardEnd> => {
    const collect = join(reports, String(i + 1))
    try {
      const ended = await runShard(ready, files, { ...from, collect })
      return { files, ended, report: reportIn(join(collect, 'results.json')) }
    } catch (error) {
      const line = lineOf(error) ?? String(error)
      log('run', line)
      return { files, ended: line, report: undefined }
    }
  })
  const all = await Promise.all(runs)
  writeFileSync(join(reports, 'results.json'), JSON.stringify(joinedShards(all)))
  return Math.max(...all.map(({ ended }) => (typeof ended === 'string' ? 1 : ended.code)))
}

/**
 * `npm run test:e2e [-- FILTER…]`: the end-to-end tests, and those of a packaged app. All of them
 * run in some stages in parallel, each with its own display and clipboard: an app waits most of the
 * time.
 */
await runMain(async () => {
  const filters = process.argv.slice(2)
  const ready = await setUp({ tests: true })
  const wantsPackaged = filters.length === 0 || filters.includes('packaged')
  const packaged = wantsPackaged ? await packageApp(ready.runtime.evaluation) : undefined
  const vaults = await makeE2eVaults()
  try {
    if (filters.length === 0) return await runAll(ready, { packaged, vaults })
    return (await runShard(ready, filters, { packaged, vaults, collect: reports })).code
  } finally {
    rmSync(vaults, { recursive: true })
  }
})
