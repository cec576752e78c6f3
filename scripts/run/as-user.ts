import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { setUp } from '../setup/index.ts'
import type { Ready } from '../setup/index.ts'
import { root } from '../setup/paths.ts'
import { log, Stop } from '../setup/log.ts'
import { buildApp } from './build.ts'
import { letHoldStart } from './hold-start.ts'
import { runInStage } from './in-stage.ts'
import type { StageResult } from './in-stage.ts'
import { bringCopy, bringIn, makeStage } from './stage.ts'
import type { Stage } from './stage.ts'

export type AsUser = {
  /** The script to run with Node 24, relative to the project root (a copy is run). */
  readonly script: string
  readonly args?: readonly string[]
  /** Added to the clean environment; nothing else of the caller's environment is passed on. */
  readonly env?: Readonly<Record<string, string>>
  /**
   * Folders to copy back, also after a failure: from below the script's `UNDERSTORY_OUT` (`'.'` for
   * all) to a folder of the project. Only regular files and folders are copied.
   */
  readonly collect?: Readonly<Record<string, string>>
  /**
   * Inspects the stage after the run and before it is removed, e.g. to search all files for
   * canaries.
   */
  readonly inspect?: (stage: Stage, result: StageResult) => void | Promise<void>
  /** Ends all processes after this time. Default: ten minutes. */
  readonly timeoutMs?: number
  /** Size of the virtual screen, e.g. `1440x900`. Default: 1366x768. */
  readonly screen?: string
  /** Also installs what only the test suites need (Chromium, strace, exiftool, age). */
  readonly tests?: boolean
  /** The executable of a packaged app to copy; the script finds it as `UNDERSTORY_PACKAGED`. */
  readonly packaged?: string
  /** Folders to copy for the run, by the name under which it finds them in `UNDERSTORY_BROUGHT`. */
  readonly bring?: Readonly<Record<string, string>>
  /** False for tests that inspect the app from outside its namespaces. Default: true. */
  readonly confined?: boolean
  /** Skips the set-up when the caller has done it. */
  readonly ready?: Ready
}

/** Copies what another user wrote, without links and devices; the caller owns the copies. */
const collect = (from: string, target: string): void => {
  mkdirSync(target, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const copy = join(target, entry.name)
    if (entry.isDirectory()) collect(join(from, entry.name), copy)
    if (entry.isFile()) writeFileSync(copy, readFileSync(join(from, entry.name)))
  }
}

/**
 * Runs a Node script that drives the built app, the way every test and the demo do it.
 *
 * Sets the machine up, builds `out/` if stale, stages the app and a copy of the project in a folder
 * that the unprivileged user can reach, and runs the script there as that user (as the caller, when
 * the caller is not root) under `xvfb-run`, in a network namespace of its own, with Chromium's
 * sandbox on, a private HOME, TMPDIR and XDG folders, and no D-Bus. Everything but the collected
 * folders is deleted afterwards.
 *
 * The script finds, as environment variables: `UNDERSTORY_EXECUTABLE` (the Electron to start; it
 * takes no app path, the app is linked into it), `UNDERSTORY_APP` (the staged app),
 * `UNDERSTORY_OUT` (the folder to write results to), `UNDERSTORY_EVALUATION` (`1` on the evaluation
 * runtime, else `0`). Its working directory is the copied project, `node_modules` included; the
 * copy does not outlast the run. `tests/e2e/launch.ts` turns these into a running app.
 *
 * @returns the script's exit code (137 when it was ended for time).
 * @throws Stop when the machine cannot be set up; the message says what to do.
 */
export const runAsUser = async (options: AsUser): Promise<StageResult> => {
  if (process.platform !== 'linux')
    throw new Stop('This runs on Linux only; elsewhere use "npm start".')
  const ready = options.ready ?? (await setUp({ tests: options.tests ?? false }))
  buildApp()
  const stage = makeStage(ready)
  try {
    letHoldStart(stage.app)
    if (options.packaged !== undefined) bringIn(stage, dirname(options.packaged), ready.user)
    for (const [name, folder] of Object.entries(options.bring ?? {}))
      bringCopy(stage, { name, folder }, ready.user)
    log(
      'run',
      `${options.script} ${ready.user === undefined ? 'as this user' : 'as an unprivileged user'}, on a virtual display, sandbox on`,
    )
    const result = await runInStage({
      stage,
      user: ready.user,
      command: ['node', options.script, ...(options.args ?? [])],
      env: {
        UNDERSTORY_EVALUATION: ready.runtime.evaluation ? '1' : '0',
        UNDERSTORY_BROUGHT: stage.brought,
        ...(options.packaged === undefined
          ? {}
          : { UNDERSTORY_PACKAGED: join(stage.packaged, basename(options.packaged)) }),
        ...options.env,
      },
      display: 'virtual',
      confined: options.confined ?? true,
      timeoutMs: options.timeoutMs ?? 600_000,
      ...(options.screen === undefined ? {} : { screen: options.screen }),
    })
    if (result.timedOut) log('run', 'ended: it took too long')
    await options.inspect?.(stage, result)
    for (const [from, to] of Object.entries(options.collect ?? {}))
      collect(join(stage.out, from), resolve(root, to))
    return result
  } finally {
    stage.remove()
  }
}
