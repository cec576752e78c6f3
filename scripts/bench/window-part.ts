import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runAsUser } from '../run/as-user.ts'
import { setUp } from '../setup/index.ts'
import { Stop } from '../setup/log.ts'
import type { Rounds, WindowTimes } from './window-times.ts'
import type { Figure } from './figure.ts'
import { windowFigures } from './window-figures.ts'

export type WindowPart = {
  readonly figures: readonly Figure[]
  /** Why there are none; null when there are. */
  readonly why: string | null
}

/**
 * Drives the built app on a vault, in the stage that its tests run in, sandbox on. Works on a copy. A
 * machine that has no window, or lacks what one needs, gets the rest of the bench.
 */
export const windowPart = async (
  folder: string,
  { size, rounds }: { readonly size: string; readonly rounds: Rounds },
): Promise<WindowPart> => {
  const out = join(folder, 'window')
  try {
    const { code } = await runAsUser({
      script: join('scripts', 'window', 'measure.ts'),
      args: [JSON.stringify(rounds)],
      bring: { vault: join(folder, 'vault') },
      collect: { '.': out },
      ready: await setUp({ tests: false }),
    })
    if (code !== 0) throw new Error('the window could not be measured: see above')
  } catch (cause) {
    if (cause instanceof Stop) return { figures: [], why: cause.message }
    throw cause
  }
  const times = JSON.parse(readFileSync(join(out, 'window.json'), 'utf8')) as WindowTimes
  return { figures: windowFigures(times, size), why: null }
}
