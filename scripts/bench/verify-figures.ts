import { cpSync, rmSync } from 'node:fs'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import { aside } from './vault-aside.ts'

/**
 * Verifying a copy of a closed vault in two threads, against all its parts one after the other in
 * one thread.
 *
 * @param copy a folder that is not there yet, and is gone afterwards.
 */
export const verifyFigures = async (
  vaultFolder: string,
  copy: string,
  size: string,
): Promise<readonly Figure[]> => {
  const group = 'Verify'
  cpSync(vaultFolder, copy, { recursive: true })
  try {
    const times = await aside({ act: 'verify', vault: copy })
    return [
      figure({
        group,
        name: `verify, ${size} reports`,
        unit: 's',
        ours: times.copyMs / 1e3,
        limit: { of: 's for its parts, one after the other', value: times.partsMs / 1e3 },
        bar: { on: 'ratio', most: 0.65 },
      }),
      figure({
        group,
        name: 'the longest wait of a list, a report, a search or a save meanwhile',
        unit: 'ms',
        ours: times.longestWaitMs,
        bar: { on: 'ours', most: 100 },
      }),
    ]
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
