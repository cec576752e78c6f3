import { readFileSync } from 'node:fs'
import type { ProcessInfo } from '../../tests/e2e/process-tree.ts'

/** Counters of a process's main thread at one moment. */
type Sample = {
  readonly at: number
  /** Milliseconds in which it was runnable but had no processor. */
  readonly waited: number
  /** Number of samples that found it asleep: idle, or waiting for another thread. */
  readonly asleep: number
}

export type ThreadTimes = {
  /** Milliseconds of an interval in which the thread waited only for a processor. */
  readonly waited: (from: number, to: number) => number
  /**
   * Milliseconds of an interval in which the thread slept, by the share of samples that found it
   * asleep.
   */
  readonly slept: (from: number, to: number) => number
  readonly stop: () => void
}

const everyMs = 10
const keptMs = 120_000

/** Follows the main thread of a process from outside, so that the process is not slowed down. */
export const followThread = (pid: number): ThreadTimes => {
  const folder = `/proc/${String(pid)}/task/${String(pid)}`
  let samples: Sample[] = []
  const look = (): void => {
    const at = performance.timeOrigin + performance.now()
    try {
      const [, waited = 0] = readFileSync(`${folder}/schedstat`, 'latin1').split(' ').map(Number)
      const state = /\) (\w)/.exec(readFileSync(`${folder}/stat`, 'latin1'))?.[1]
      const asleep = (samples.at(-1)?.asleep ?? 0) + (state === 'S' ? 1 : 0)
      samples.push({ at, waited: waited / 1e6, asleep })
    } catch {
      // The process has ended.
    }
    if (samples.length > (2 * keptMs) / everyMs) samples = samples.slice(-keptMs / everyMs)
  }
  look()
  const timer = setInterval(look, everyMs)
  const between = (from: number, to: number): readonly Sample[] => {
    const first = Math.max(0, samples.findIndex(({ at }) => at > from) - 1)
    const last = samples.findIndex(({ at }) => at >= to)
    return samples.slice(first, last === -1 ? undefined : last + 1)
  }
  return {
    waited: (from, to) => {
      const part = between(from, to)
      return Math.min(to - from, (part.at(-1)?.waited ?? 0) - (part[0]?.waited ?? 0))
    },
    slept: (from, to) => {
      const part = between(from, to)
      const asleep = (part.at(-1)?.asleep ?? 0) - (part[0]?.asleep ?? 0)
      return part.length < 2 ? 0 : ((to - from) * asleep) / (part.length - 1)
    },
    stop: () => clearInterval(timer),
  }
}

const kib = (text: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? Number.NaN)

const pagesInMib = 256

/**
 * MiB of the processes that are resident, by kind and under `all`: for differences, since shared
 * pages count twice.
 */
export const residentMemory = (tree: readonly ProcessInfo[]): Readonly<Record<string, number>> => {
  const sums: Record<string, number> = { all: 0 }
  for (const { pid, type } of tree) {
    try {
      const [, pages = 0] = readFileSync(`/proc/${String(pid)}/statm`, 'latin1')
        .split(' ')
        .map(Number)
      for (const kind of ['all', type]) sums[kind] = (sums[kind] ?? 0) + pages / pagesInMib
    } catch {
      // Ended since the tree was read.
    }
  }
  return sums
}

/** The kernel walks all pages of a process for its PSS. */
const residentEachMs = 5
const treeEachMs = 100

/**
 * Follows the memory of processes that all stay, as `residentMemory`, or as `treeMemory` tells it.
 *
 * @returns ends it and tells the most that each kind took, and all together: what one frees before
 *   another takes it counts once under `all`.
 */
export const followMemory = (
  tree: readonly ProcessInfo[],
  read: typeof residentMemory = residentMemory,
): (() => Readonly<Record<string, number>>) => {
  const most: Record<string, number> = {}
  const look = (): void => {
    for (const [kind, mib] of Object.entries(read(tree)))
      most[kind] = Math.max(most[kind] ?? 0, mib)
  }
  look()
  const timer = setInterval(look, read === residentMemory ? residentEachMs : treeEachMs)
  return () => {
    look()
    clearInterval(timer)
    return most
  }
}

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
