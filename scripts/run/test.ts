import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { toolEnv } from '../setup/exec.ts'
import { setUp } from '../setup/index.ts'
import { nodeModules, root } from '../setup/paths.ts'
import { lineOf, log, seconds } from '../setup/log.ts'
import { failuresOf, inWords, judge, reportIn, sum } from './results.ts'
import type { Counts } from './results.ts'

/**
 * `npm test [-- node component e2e]`: sets the machine up, runs the suites one after the other, and
 * ends with one line that counts every test. Reports stay in test-out/.
 *
 * `npm run test:long` adds `--long`. The suites see it as UNDERSTORY_TESTS=long, and make all rounds,
 * languages and themes, where `npm test` makes a few.
 */
const vitest = join(nodeModules, 'vitest', 'vitest.mjs')
const reports = join(root, 'test-out')

type Suite = {
  readonly what: string
  readonly script: string
  readonly args: readonly string[]
  /** The path of its JSON report. */
  readonly report: string
}

const inNode = (config: string, report: string): Omit<Suite, 'what'> => ({
  script: vitest,
  args: [
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  report,
})

const suites: Readonly<Record<string, Suite>> = {
  node: {
    what: 'unit, property, vectors, store, exchange, vault, contract',
    ...inNode('vitest.config.ts', join(reports, 'node.json')),
  },
  component: {
    what: 'views in Chromium, with axe',
    ...inNode('vitest.component.config.ts', join(reports, 'component.json')),
  },
  e2e: {
    what: 'the built app in Electron, sandbox on',
    script: join(root, 'scripts', 'run', 'e2e.ts'),
    args: [],
    report: join(reports, 'e2e', 'results.json'),
  },
}

const runSuite = async (suite: Suite): Promise<number> => {
  rmSync(suite.report, { force: true })
  return new Promise<number>((resolve) => {
    const child = spawn(process.execPath, [suite.script, ...suite.args], {
      cwd: root,
      env: toolEnv(values.long ? { UNDERSTORY_TESTS: 'long' } : {}),
      stdio: 'inherit',
    })
    child.on('error', () => resolve(127))
    child.on('close', (status) => resolve(status ?? 1))
  })
}

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { long: { type: 'boolean', default: false } },
})
const chosen = Object.entries(suites).filter(
  ([name]) => wanted.length === 0 || wanted.includes(name),
)
const all: Counts[] = []
const lines: string[] = []
mkdirSync(reports, { recursive: true })

try {
  await setUp({ tests: true })
} catch (error) {
  const line = lineOf(error)
  if (line === undefined) throw error
  process.stderr.write(`\n${line}\n\n`)
  all.push({ passed: 0, failed: 1, skipped: 0 })
  lines.push('set-up: failed, see above')
}

if (all.length === 0) {
  for (const [name, suite] of chosen) {
    log('test', `${name}: ${suite.what}`)
    const since = Date.now()
    const code = await runSuite(suite)
    const report = reportIn(suite.report)
    const counts = judge(report, code)
    all.push(counts)
    lines.push(...failuresOf(report).map((each) => `failed: ${each}`))
    lines.push(`${name}: ${inWords(counts)} (${seconds(since)})`)
  }
}

const total = sum(all.length === 0 ? [{ passed: 0, failed: 1, skipped: 0 }] : all)
process.stdout.write(`\n${lines.join('\n')}\n${inWords(total)}\n`)
process.exitCode = total.failed === 0 ? 0 : 1
