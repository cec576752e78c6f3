import { relative } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'
import { groupOfRun } from './scripts/mutants/groups.ts'

const [, { tests }] = groupOfRun()

class AsListed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number =>
      tests.indexOf(relative(this.ctx.config.root, moduleId))
    return files.sort((a, b) => place(a) - place(b))
  }
}

/** The tests that Stryker runs for one group of mutants: those of vitest.config.ts, but few. */
export default defineConfig({
  test: {
    name: 'mutants',
    environment: 'node',
    include: [...tests],
    setupFiles: ['scripts/mutants/in-tests.ts', 'tests/vault/sodium-ready.ts'],
    sequence: { sequencer: AsListed },
    // Thousands of runs: vaults use a hash in place of Argon2id, except in the tests of Argon2id.
    env: { UNDERSTORY_TEST_KDF: 'fast' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
  },
})
