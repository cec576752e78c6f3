import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { toolEnv } from '../setup/exec.ts'
import { nodeModules, root } from '../setup/paths.ts'
import { runMain, log, seconds, Stop } from '../setup/log.ts'
import { figuresOf, rowOf, shareOf, sumOf, tableHead } from './figures.ts'
import type { Figures } from './figures.ts'
import { groups, lowest } from './groups.ts'

const usage = `npm run mutants [-- GROUP … --incremental --concurrency N]
groups: ${Object.keys(groups).join(', ')}`

const stryker = join(nodeModules, '@stryker-mutator', 'core', 'bin', 'stryker.js')

/** Mutates one group. @throws Stop when Stryker could not. */
const mutate = async (name: string, env: Readonly<Record<string, string>>): Promise<Figures> => {
  const code = await new Promise<number>((resolve) => {
    const child = spawn(process.execPath, [stryker, 'run'], {
      cwd: root,
      env: toolEnv({ ...env, MUTANTS_GROUP: name }),
      stdio: 'inherit',
    })
    child.on('error', () => resolve(127))
    child.on('close', (status) => resolve(status ?? 1))
  })
  if (code !== 0) throw new Stop(`mutants of ${name}: Stryker ended with ${String(code)}`)
  return figuresOf(join(root, 'test-out', 'mutants', name, 'mutants.json'))
}

/** `npm run mutants`: changes the code in small ways, and counts how often no test notices. */
await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      incremental: { type: 'boolean', default: false },
      concurrency: { type: 'string', default: '2' },
    },
  })
  const wanted = positionals.length === 0 ? Object.keys(groups) : positionals
  if (wanted.some((name) => groups[name] === undefined)) throw new Stop(usage)
  const env = {
    MUTANTS_CONCURRENCY: values.concurrency,
    MUTANTS_INCREMENTAL: values.incremental ? '1' : '0',
  }
  const found: (readonly [name: string, figures: Figures])[] = []
  for (const name of wanted) {
    const since = Date.now()
    log('mutants', `${name}: ${groups[name]?.what ?? ''}`)
    found.push([name, await mutate(name, env)])
    log('mutants', `${name} took ${seconds(since)}`)
  }
  const all = [...found, ['total', sumOf(found.map(([, figures]) => figures))] as const]
  const rows = all.map(([name, figures]) => rowOf(name, figures))
  process.stdout.write(`\n${[tableHead, ...rows].join('\n')}\n`)
  const low = found.filter(([, figures]) => shareOf(figures) < lowest).map(([name]) => name)
  if (low.length > 0) throw new Stop(`under ${String(lowest)} %: ${low.join(', ')}`)
})
