import { spawnSync } from 'node:child_process'
import type { SpawnSyncOptions } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'
import { cache, nodeModules } from './paths.ts'
import { diskFull, Stop } from './log.ts'

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

type MustRunOptions = SpawnSyncOptions & {
  /** What the user does about a failure, also by what the command printed: a sentence with a command. */
  readonly fix?: string | ((printed: string) => string)
}

/** Keeps a failed command's output in the project's cache, and returns where. */
const keepOutput = (text: string): string => {
  const file = join(cache, 'failed-command.txt')
  mkdirSync(cache, { recursive: true })
  writeFileSync(file, text)
  return file
}

/**
 * As {@link run}, but a bad exit stops the script. What the command printed is then in
 * `.cache/failed-command.txt`.
 *
 * @throws Stop with one line: which command failed, and what to do.
 */
export const mustRun = (
  command: string,
  args: readonly string[],
  { fix = 'Read it, then run the command again.', ...options }: MustRunOptions = {},
): Ran => {
  const ran = run(command, args, options)
  if (ran.code === 0) return ran
  const printed = `${ran.stdout}\n${ran.stderr}`
  if (/ENOSPC|No space left on device/.test(printed)) throw new Stop(diskFull)
  const kept = keepOutput(`${[command, ...args].join(' ')}\n\n${printed}`)
  const subject = args.find((arg) => !arg.startsWith('-')) ?? ''
  const what = `${basename(command)} ${basename(subject)}`.trim()
  throw new Stop(
    `"${what}" failed with code ${String(ran.code)}; its output is in ${kept}. ${typeof fix === 'string' ? fix : fix(printed)}`,
  )
}

export const isRoot = (): boolean => process.getuid?.() === 0

export const hasCommand = (name: string): boolean =>
  run('sh', ['-c', `command -v ${name}`]).code === 0
