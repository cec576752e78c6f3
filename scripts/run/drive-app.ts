import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runAsUser } from './as-user.ts'
import type { AsUser } from './as-user.ts'
import type { StageResult } from './in-stage.ts'

/** A script that drives the built app, and the folder that gets a copy of all that it leaves. */
type Driven = { readonly out: string } & Pick<
  AsUser,
  'script' | 'args' | 'bring' | 'ready' | 'timeoutMs'
>

/**
 * Runs such a script in the stage that the tests run in, sandbox on.
 *
 * @param file a JSON file that the script writes.
 * @returns how it ended, and what is in the file; null where there is none.
 */
export const driveApp = async (
  { out, ...driven }: Driven,
  file: string,
): Promise<{ readonly result: unknown } & StageResult> => {
  const ended = await runAsUser({ ...driven, collect: { '.': out } })
  const path = join(out, file)
  const result: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
  return { ...ended, result }
}

/** Runs the end-to-end tests whose paths contain one of the filters; without a filter, all of them. */
export const runE2eTests = (
  filters: readonly string[],
  options: Omit<AsUser, 'script' | 'args'>,
): Promise<StageResult> =>
  runAsUser({
    script: join('node_modules', 'vitest', 'vitest.mjs'),
    args: ['run', '--config', 'vitest.e2e.config.ts', '--configLoader', 'native', ...filters],
    ...options,
  })
