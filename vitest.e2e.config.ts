import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Runs inside a stage (scripts/run/e2e.ts), one app at a time. */
export default defineConfig({
  // node_modules belongs to somebody else there.
  cacheDir: join(process.env['TMPDIR'] ?? '.cache', 'vite'),
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['verbose'],
  },
})
