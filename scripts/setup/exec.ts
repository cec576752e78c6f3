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

/** Keeps what a failed command printed in the project's cache, and returns where. */
const keepOutput = (what: string, printed: string): string => {
  const file = join(cache, `failed-${what.match(/\w+/g)?.slice(0, 2).join('-') ?? 'command'}.txt`)
  mkdirSync(cache, { recursive: true })
  writeFileSync(file, `${what}\n\n${printed}`)
  return file
}

/**
 * The failure of a command in one line. What it printed is then in a file of `.cache`.
 *
 * @param what failed.
 * @param fix what the user does about it: a sentence with a command.
 */
export const failed = (
  what: string,
  { code, stdout, stderr }: Ran,
  fix = 'Read it, then run the command again.',
): Stop => {
  const printed = `${stdout}\n${stderr}`
  if (/ENOSPC|No space left on device/.test(printed)) return new Stop(diskFull)
  const kept = keepOutput(what, printed)
  return new Stop(`${what} failed with code ${String(code)}; its output is in ${kept}. ${fix}`)
}

/**
 * As {@link run}, but a bad exit stops the script.
 *
 * @throws Stop with one line: which command failed, and what to do.
 */
export const mustRun = (
  command: string,
  args: readonly string[],
  { fix, ...options }: MustRunOptions = {},
): Ran => {
  const ran = run(command, args, options)
  if (ran.code === 0) return ran
  const subject = args.find((arg) => !arg.startsWith('-')) ?? ''
  const what = `${basename(command)} ${basename(subject)}`.trim()
  throw failed(`"${what}"`, ran, typeof fix === 'function' ? fix(ran.stdout + ran.stderr) : fix)
}

export const isRoot = (): boolean => process.getuid?.() === 0

export const hasCommand = (name: string): boolean =>
  run('sh', ['-c', `command -v ${name}`]).code === 0
