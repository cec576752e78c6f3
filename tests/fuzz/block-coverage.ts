import { Session } from 'node:inspector'
import type { Profiler } from 'node:inspector'

/** Positions in a script are below this: a block is one number. */
const mostPositions = 2 ** 24

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

  /** The blocks that ran since the last call, as `SCRIPT:BLOCK`. */
  take(): string[] {
    const ran: string[] = []
    for (const { scriptId, url, functions } of this.#counted()) {
      if (!this.#scripts(url)) continue
      for (const { ranges } of functions) {
        for (const { startOffset, endOffset, count } of ranges) {
          if (count > 0) ran.push(`${scriptId}:${startOffset * mostPositions + endOffset}`)
        }
      }
    }
    return ran
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
