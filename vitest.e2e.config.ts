import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Runs inside a stage (scripts/run/e2e.ts), one app at a time. */
export default defineConfig({
  // Another user owns node_modules in a stage.
  cacheDir: join(process.env['TMPDIR'] ?? '.cache', 'vite'),
  test: {
    fsModuleCachePath: join(process.env['TMPDIR'] ?? '.cache', 'vitest'),
    include: ['tests/e2e/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    // One process for all files: a fresh one loads Playwright and the helpers again, for a second or two.
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // A window may be slow on a machine with other work.
    expect: { poll: { timeout: 30_000 } },
    // The stage returns UNDERSTORY_OUT: `npm test` reads its counts from the report in it.
    reporters: [
      'verbose',
      ['json', { outputFile: join(process.env['UNDERSTORY_OUT'] ?? 'test-out', 'results.json') }],
    ],
  },
})
