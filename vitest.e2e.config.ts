import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Runs inside a stage (scripts/run/e2e.ts), one app at a time. */
export default defineConfig({
  // node_modules belongs to somebody else there.
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
    // On a machine with other work a window may take its time.
    expect: { poll: { timeout: 30_000 } },
    // UNDERSTORY_OUT is what the stage gives back: `npm test` counts from the report in it.
    reporters: [
      'verbose',
      ['json', { outputFile: join(process.env['UNDERSTORY_OUT'] ?? 'test-out', 'results.json') }],
    ],
  },
})
