import { defineConfig } from 'vitest/config'

/** Everything that runs in plain Node. Windows: vitest.component.config.ts, vitest.e2e.config.ts. */
export default defineConfig({
  test: {
    name: 'node',
    environment: 'node',
    include: [
      'src/**/*.test.ts',
      'lint/**/*.test.ts',
      'scripts/**/*.test.ts',
      'tests/{faults,images,linter,property,vectors,backup,store,exchange,vault,vault-files,contract,format,rescue,record,demo}/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', 'out/**', 'tests/fixtures/**'],
    globalSetup: ['tests/vault/run-folder.ts'],
    setupFiles: ['tests/vault/sodium-ready.ts', 'tests/vault/tell-run-folder.ts'],
    // Argon2id at full strength takes seconds, and so do the loops that kill a process.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    passWithNoTests: false,
  },
})
