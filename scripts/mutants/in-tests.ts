import { afterAll, afterEach, beforeEach, inject } from 'vitest'

/** The mutant that a run is about. */
export type MutantOfRun = {
  readonly id: string
  /** Number of hits after which its loop counts as endless. */
  readonly hitLimit: number | undefined
}

/** The globals of the instrumented code: the names are Stryker's. */
type Instrumented = {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
  mutantCoverage?: {
    perTest: Record<string, Record<string, number>>
    static: Record<string, number>
  }
}

const instrumented: Instrumented = ((globalThis as { __stryker__?: Instrumented }).__stryker__ ??=
  {})

/** Null while it is learnt which test reaches which mutant. */
const mutant = inject('mutant' as never) as MutantOfRun | null
if (mutant === null) {
  beforeEach(({ task }) => {
    instrumented.currentTestId = task.id
  })
  afterEach(() => {
    instrumented.currentTestId = undefined
  })
  // oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads what a hook asks for here.
  afterAll(({}, file) => {
    if (instrumented.mutantCoverage !== undefined) {
      file.meta.mutantCoverage = instrumented.mutantCoverage
    }
  })
} else {
  instrumented.activeMutant = mutant.id
  instrumented.hitCount = 0
  instrumented.hitLimit = mutant.hitLimit
  // Threads and processes that the code starts read it here.
  process.env['__STRYKER_ACTIVE_MUTANT__'] = mutant.id
  // oxlint-disable-next-line eslint/no-empty-pattern -- Vitest reads what a hook asks for here.
  afterAll(({}, file) => {
    file.meta.hitCount = instrumented.hitCount ?? 0
  })
}
