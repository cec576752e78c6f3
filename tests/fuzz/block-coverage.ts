import { Session } from 'node:inspector'
import type { Profiler } from 'node:inspector'

/** Code of one function that ran, from one position in its script to another. */
export type Ran = { readonly place: string; readonly from: number; readonly to: number }

/**
 * The parts of a function that ran. V8 names a block only where it was run another number of times
 * than the code around it, so the parts follow from all ranges together: the innermost one counts.
 */
const partsOf = (place: string, ranges: readonly Profiler.CoverageRange[]): Ran[] => {
  const ends = [...new Set(ranges.flatMap((one) => [one.startOffset, one.endOffset]))].sort(
    (a, b) => a - b,
  )
  return ends.slice(1).flatMap((to, i) => {
    const from = ends[i] ?? to
    // Outer ranges come before those within them.
    const inner = ranges.filter((one) => one.startOffset <= from && to <= one.endOffset).at(-1)
    return inner !== undefined && inner.count > 0 ? [{ place, from, to }] : []
  })
}

/**
 * Blocks of the app's own code that ran in this thread, as V8 counts them. Code that was loaded
 * before `start` is counted too, from then on.
 */
export class BlockCoverage {
  readonly #session = new Session()
  readonly #scripts: (url: string) => boolean

  /** @param scripts which scripts count, by their address. */
  constructor(scripts: (url: string) => boolean) {
    this.#scripts = scripts
  }

  start(): void {
    this.#session.connect()
    this.#session.post('Profiler.enable')
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  /** The code that ran since the last call. */
  take(): Ran[] {
    return this.#counted()
      .filter(({ url }) => this.#scripts(url))
      .flatMap(({ scriptId, functions }) =>
        functions.flatMap(({ ranges }) => {
          const [{ startOffset, endOffset } = { startOffset: 0, endOffset: 0 }] = ranges
          return partsOf(`${scriptId}:${startOffset}:${endOffset}`, ranges)
        }),
      )
  }

  stop(): void {
    this.#session.disconnect()
  }

  #counted(): readonly Profiler.ScriptCoverage[] {
    let counted: readonly Profiler.ScriptCoverage[] = []
    // In one thread, the session answers before `post` returns.
    this.#session.post('Profiler.takePreciseCoverage', (cause, { result }) => {
      if (cause !== null) throw cause
      counted = result
    })
    return counted
  }
}
