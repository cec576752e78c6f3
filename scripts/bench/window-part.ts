import { join } from 'node:path'
import { driveApp } from '../run/drive-app.ts'
import { setUp } from '../setup/index.ts'
import { Stop } from '../setup/log.ts'
import type { Rounds, WindowTimes } from './window-results.ts'
import type { Figure } from './figure.ts'
import { preparedImport } from './prepared-import.ts'
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
  try {
    const driven = {
      script: join('scripts', 'window', 'measure.ts'),
      args: [JSON.stringify(rounds)],
      bring: { vault: join(folder, 'vault'), importing: preparedImport(folder) },
      out: join(folder, 'window'),
      ready: await setUp({ tests: false }),
    }
    const { code, result } = await driveApp(driven, 'window.json')
    const times = result as WindowTimes | null
    if (code !== 0 || times === null) throw new Error('the window could not be measured: see above')
    return { figures: windowFigures(times, size), why: null }
  } catch (cause) {
    if (cause instanceof Stop) return { figures: [], why: cause.message }
    throw cause
  }
}
