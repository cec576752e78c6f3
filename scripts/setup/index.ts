import { parseArgs } from 'node:util'
import { buildAddon } from './addon.ts'
import { ensurePackages } from './debian.ts'
import { resolveRuntime } from './runtime.ts'
import type { Runtime } from './runtime.ts'
import { runMain, log, seconds } from './log.ts'
import { removeUnfinished } from './unfinished.ts'
import { ensureRunUser } from './user.ts'
import type { RunUser } from './user.ts'

export type Ready = {
  readonly runtime: Runtime
  /** The SQLite addon for a runtime with Node-API 9; others use the package's own prebuild. */
  readonly addon: string | undefined
  /** The user that runs Electron; undefined when this process is not root. */
  readonly user: RunUser | undefined
}

/**
 * Installs what the app needs to run: Electron, system packages, SQLite addon, user. Skips what
 * exists, so a second call takes a second or two. Removes what a killed call left.
 *
 * @throws Stop with one line: the problem, and the command that fixes it.
 */
export const setUp = async (wanted: { readonly tests: boolean }): Promise<Ready> => {
  removeUnfinished()
  // Unpacking the evaluation runtime needs some of them.
  ensurePackages({ addon: false, tests: wanted.tests })
  const runtime = await resolveRuntime()
  if (runtime.evaluation) ensurePackages({ addon: true, tests: false })
  const addon = runtime.evaluation ? buildAddon() : undefined
  return { runtime, addon, user: ensureRunUser() }
}

if (import.meta.main) {
  await runMain(async () => {
    const since = Date.now()
    const { values } = parseArgs({ options: { tests: { type: 'boolean', default: false } } })
    await setUp({ tests: values.tests })
    log('setup', `ready in ${seconds(since)}`)
  })
}
