import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { seededRandom, newSeed } from '../../scripts/soak/random.ts'
import { Skipped } from '../../scripts/soak/run.ts'
import type { SoakRun } from '../../scripts/soak/run.ts'
import type { Tally } from '../../scripts/soak/tally.ts'

/**
 * A long run made short: nothing may be lost. Where the machine cannot make it, the test is skipped
 * with the reason.
 */
export const shortRun = async (
  run: SoakRun,
  count: number,
  skip: (reason: string) => never,
): Promise<Tally> => {
  const folder = mkdtempSync(join(tmpdir(), 'understory-faults-'))
  const seed = newSeed()
  mkdirSync(join(folder, 'run'))
  try {
    const tally = await run.run({
      folder: join(folder, 'run'),
      count,
      random: seededRandom(seed),
      tell: () => undefined,
    })
    expect(tally.losses, `seed ${String(seed)}`).toEqual([])
    expect(tally.lost).toBe(0)
    expect(tally.holds(count), tally.line('tried too few')).toBe(true)
    return tally
  } catch (cause) {
    if (cause instanceof Skipped) skip(cause.message)
    throw cause
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
