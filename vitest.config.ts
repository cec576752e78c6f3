import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Set by `npm run test:long`, which also runs the files that end in `.long.test.ts`. */
const isLong = process.env['UNDERSTORY_TESTS'] === 'long'

/** Everything that runs in plain Node. Windows: vitest.component.config.ts, vitest.e2e.config.ts. */
export default defineConfig({
  test: {
    name: 'node',
    environment: 'node',
    include: [
      'src/**/*.test.ts',
      'tools/**/*.test.ts',
      'scripts/**/*.test.ts',
      'tests/{attacker,faults,fuzz,images,disclosure-checks,property,vectors,backup,store,exchange,vault,vault-files,contract,format,rescue,publication,release}/**/*.test.ts',
    ],
    exclude: [
      '**/node_modules/**',
      'out/**',
      'tests/fixtures/**',
      ...(isLong ? [] : ['**/*.long.test.ts']),
    ],
    // Child processes load the app from its sources: they compile it once.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, '.cache', 'compiled') },
    globalSetup: ['tests/vault/run-folder.ts'],
    setupFiles: ['tests/vault/sodium-ready.ts', 'tests/vault/tell-run-folder.ts'],
    // Kill tests take seconds, and all rounds of a long run take an hour.
    testTimeout: isLong ? 3_600_000 : 300_000,
    hookTimeout: 300_000,
    // A state may be slow to arrive on a machine with other work.
    expect: { poll: { timeout: 15_000 } },
    pool: 'forks',
    // Files share a process, so that each process loads the app and builds the linter once.
    isolate: false,
    maxWorkers: 2,
    passWithNoTests: false,
  },
})
