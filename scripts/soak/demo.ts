import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../run/build.ts'
import { toolEnv } from '../setup/exec.ts'
import { setUp } from '../setup/index.ts'
import { root } from '../setup/paths.ts'
import { Stop } from '../setup/log.ts'
import type { SoakRun } from './run.ts'
import { Tally } from './tally.ts'

/** One run of the demo, and its result. */
export type DemoRun = {
  /** From 1. */
  readonly number: number
  readonly load: 'idle' | 'loaded'
  readonly seconds: number
  /** 0 is a pass. */
  readonly code: number
  /** Its whole output. */
  readonly output: string
}

const lastLines = 12

/** Counts a run, and prints its line. */
export const judgeDemo = (run: DemoRun, tally: Tally, tell: (line: string) => void): void => {
  const { number, load, seconds, code, output } = run
  const isPassed = code === 0
  tell(`run ${number}, ${load}: ${isPassed ? 'passed' : 'FAILED'} in ${seconds.toFixed(0)} s`)
  if (isPassed) tally.note('held')
  else {
    const end = output.trim().split('\n').slice(-lastLines)
    tally.lose([`run ${number}, ${load}, ended with code ${code}:`, ...end].join('\n    '))
  }
}

/** The numbers of passed idle and loaded runs, as text. */
export const totalsOf = (runs: readonly DemoRun[]): string =>
  (['idle', 'loaded'] as const)
    .map((load) => {
      const all = runs.filter((run) => run.load === load)
      const passed = all.filter(({ code }) => code === 0).length
      return `${load}: ${passed} of ${all.length} passed`
    })
    .join(', ')

/** Ends what a run started when the user interrupts it, and then the run. */
const endingOn = async <T>(end: () => void, act: () => Promise<T>): Promise<T> => {
  let isInterrupted = false
  const interrupt = (): void => {
    isInterrupted = true
    end()
  }
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
  try {
    const result = await act()
    if (isInterrupted) throw new Stop('interrupted')
    return result
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

/**
 * Runs the demo once, in a process of its own.
 *
 * @param group the file of a control group that lists its processes: the demo joins it.
 */
export const runDemo = async (
  out: string,
  group?: string,
): Promise<Pick<DemoRun, 'code' | 'output' | 'seconds'>> => {
  const since = performance.now()
  const command = [process.execPath, join('scripts', 'demo', 'main.ts'), '--out', out]
  const joining = ['sh', '-c', 'echo $$ > "$0" && exec "$@"', group ?? '/dev/null', ...command]
  const [program = '', ...args] = group === undefined ? command : joining
  const child = spawn(program, args, {
    cwd: root,
    env: toolEnv(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A signal from the terminal reaches it through this process alone.
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const code = await endingOn(
    () => child.kill('SIGTERM'),
    () =>
      new Promise<number>((resolve, reject) => {
        child.once('error', reject)
        child.once('close', (exit) => resolve(exit ?? 1))
      }),
  )
  return { code, output, seconds: (performance.now() - since) / 1000 }
}

/** Works without a pause, and ends by itself when the process that started it is gone. */
const work = `
const parent = process.ppid
process.stdout.write('busy')
while (process.ppid === parent) for (const end = Date.now() + 200; Date.now() < end; );
`

/**
 * Keeps every core busy with a process of its own.
 *
 * @returns what ends them all.
 */
const loadCores = async (): Promise<() => void> => {
  const busy = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', work], { stdio: ['ignore', 'pipe', 'inherit'] }),
  )
  const end = (): void => {
    process.off('exit', end)
    for (const each of busy) each.kill('SIGKILL')
  }
  process.once('exit', end)
  await Promise.all(busy.map(({ stdout }) => once(stdout, 'data')))
  return end
}

/**
 * Repeats `npm run demo`: every second run has to share each core with a process that never pauses.
 * The leftovers of a failed run stay in `test-out/soak-demo/`.
 */
export const demo: SoakRun = {
  promise: 'the demo passes, on idle cores and on loaded ones',
  counts: 'runs of the demo, every second one with all cores loaded',
  usual: 20,
  run: async ({ count, tell }) => {
    // No run has to install or build anything.
    await setUp({ tests: false })
    buildApp()
    const tally = new Tally()
    const runs: DemoRun[] = []
    const kept = join(root, 'test-out', 'soak-demo')
    rmSync(kept, { recursive: true, force: true })
    for (let number = 1; number <= count; number += 1) {
      const load = number % 2 === 0 ? 'loaded' : 'idle'
      const out = join(kept, String(number))
      const end = load === 'loaded' ? await loadCores() : null
      try {
        const run = { number, load, ...(await runDemo(out)) } as const
        runs.push(run)
        judgeDemo(run, tally, tell)
        if (run.code === 0) rmSync(out, { recursive: true, force: true })
      } finally {
        end?.()
      }
    }
    tell(totalsOf(runs))
    return tally
  },
}
