import { spawnSync } from 'node:child_process'
import type { SpawnSyncOptions } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { nodeModules } from './paths.ts'
import { Stop } from './log.ts'

/** The environment for child tools: the project's own Node comes first on PATH. */
export const toolEnv = (extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [join(nodeModules, '.bin'), process.env['PATH'] ?? ''].join(delimiter),
  ...extra,
})

export type Ran = {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command to its end and returns its output; never throws for a bad exit code. */
export const run = (
  command: string,
  args: readonly string[],
  options: SpawnSyncOptions = {},
): Ran => {
  const done = spawnSync(command, args, {
    env: toolEnv(),
    maxBuffer: 64 << 20,
    ...options,
    encoding: 'utf8',
  })
  return {
    code: done.status ?? 127,
    stdout: done.stdout ?? '',
    stderr: done.stderr ?? String(done.error ?? ''),
  }
}

/** As {@link run}, but a bad exit stops the script and shows the end of the command's output. */
export const mustRun = (
  command: string,
  args: readonly string[],
  options: SpawnSyncOptions = {},
): Ran => {
  const ran = run(command, args, options)
  if (ran.code === 0) return ran
  const tail = `${ran.stdout}\n${ran.stderr}`.trim().split('\n').slice(-25).join('\n')
  throw new Stop(`"${[command, ...args].join(' ')}" ended with code ${String(ran.code)}:\n${tail}`)
}

export const isRoot = (): boolean => process.getuid?.() === 0

export const hasCommand = (name: string): boolean =>
  run('sh', ['-c', `command -v ${name}`]).code === 0
