import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const entry = 'hold-start.cjs'

/**
 * Gives a staged app an entry that can hold its start until Playwright is attached (see
 * hold-start.cjs). `tests/e2e/launch.ts` asks for it with `UNDERSTORY_HOLD=1`; any other start is
 * unchanged.
 */
export const letHoldStart = (app: string): void => {
  copyFileSync(join(import.meta.dirname, entry), join(app, entry))
  const manifest = join(app, 'package.json')
  const described = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>
  writeFileSync(manifest, JSON.stringify({ ...described, main: entry }))
}
