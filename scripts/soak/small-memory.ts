import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from '../run/build.ts'
import { setUp } from '../setup/index.ts'
import { runDemo } from './demo.ts'
import { Skipped } from './run.ts'
import type { SoakRun } from './run.ts'
import { Tally } from './tally.ts'

const limitBytes = 1.5 * 2 ** 30

/** The files of a memory group, in both versions of the kernel's interface. */
const kinds = [
  {
    root: '/sys/fs/cgroup/memory',
    limit: 'memory.limit_in_bytes',
    most: 'memory.max_usage_in_bytes',
  },
  { root: '/sys/fs/cgroup', limit: 'memory.max', most: 'memory.peak' },
] as const

/** A group in which all processes together get no more memory than that. @throws Skipped. */
const limitedGroup = (): {
  readonly procs: string
  readonly mostMiB: () => number
  readonly end: () => void
} => {
  for (const { root, limit, most } of kinds) {
    const folder = join(root, `understory-${String(process.pid)}`)
    try {
      mkdirSync(folder)
      if (!existsSync(join(folder, limit))) {
        rmdirSync(folder)
        continue
      }
      writeFileSync(join(folder, limit), String(limitBytes))
      return {
        procs: join(folder, 'cgroup.procs'),
        mostMiB: () => Math.round(Number(readFileSync(join(folder, most), 'utf8')) / 2 ** 20),
        end: () => rmdirSync(folder),
      }
    } catch {
      continue
    }
  }
  throw new Skipped('no memory group can be made here: it takes root and the memory controller')
}

/** The demo in a group of processes that has 1.5 GiB of memory, its own driver included. */
export const smallMemory: SoakRun = {
  promise: 'the demo passes where all processes together have 1.5 GiB of memory',
  counts: 'runs of the demo',
  usual: 1,
  run: async ({ count, folder, tell }) => {
    await setUp({ tests: false })
    buildApp()
    const tally = new Tally()
    const group = limitedGroup()
    try {
      for (let number = 1; number <= count; number += 1) {
        const { code, output } = await runDemo(join(folder, String(number)), group.procs)
        tell(`run ${String(number)}: ended with ${String(code)}, ${String(group.mostMiB())} MiB`)
        if (code === 0) tally.note('held')
        else tally.lose(output.trim().split('\n').slice(-12).join('\n    '))
      }
    } finally {
      group.end()
    }
    return tally
  },
}
