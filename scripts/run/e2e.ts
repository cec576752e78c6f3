import { join } from 'node:path'
import { packageApp } from '../package/make.ts'
import { setUp } from '../setup/index.ts'
import { runMain } from '../setup/say.ts'
import { runAsUser } from './as-user.ts'

/** `npm run test:e2e [-- FILTER…]`: the end-to-end tests, inside a stage, beside a packaged app. */
await runMain(async () => {
  const filters = process.argv.slice(2)
  const ready = await setUp({ tests: true })
  const wantsPackaged = filters.length === 0 || filters.includes('packaged')
  const packaged = wantsPackaged ? await packageApp(ready.runtime.evaluation) : undefined
  const { code } = await runAsUser({
    script: join('node_modules', 'vitest', 'vitest.mjs'),
    args: ['run', '--config', 'vitest.e2e.config.ts', '--configLoader', 'native', ...filters],
    ready,
    ...(packaged === undefined ? {} : { packaged }),
    collect: { '.': join('test-out', 'e2e') },
    timeoutMs: 30 * 60_000,
  })
  return code
})
