import { readFileSync } from 'node:fs'
import type { ProcessInfo } from '../../tests/e2e/process-tree.ts'

const kib = (text: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? Number.NaN)

/** MiB that each process has to itself, shared pages by their share; the whole tree under `all`. */
export const treeMemory = (tree: readonly ProcessInfo[]): Readonly<Record<string, number>> => {
  const sums: Record<string, number> = { all: 0 }
  for (const { pid, type } of tree) {
    try {
      const text = readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'latin1')
      const mib = kib(text, 'Pss') / 1024
      sums[type] = (sums[type] ?? 0) + mib
      sums['all'] = (sums['all'] ?? 0) + mib
    } catch {
      // Ended since the tree was read.
    }
  }
  return sums
}
