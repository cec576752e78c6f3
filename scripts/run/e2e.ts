import { join } from 'node:path'
import { runMain } from '../setup/say.ts'
import { runAsUser } from './as-user.ts'

/** `npm run test:e2e [-- FILTER…]`: the end-to-end tests, inside a stage. */
await runMain(async () => {
  const { code } = await runAsUser({
    script: join('node_modules', 'vitest', 'vitest.mjs'),
    args: [
      'run',
      '--config',
      'vitest.e2e.config.ts',
      '--configLoader',
      'native',
      ...process.argv.slice(2),
    ],
    tests: true,
    collect: { '.': join('test-out', 'e2e') },
    timeoutMs: 30 * 60_000,
  })
  return code
})
