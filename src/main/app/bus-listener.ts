import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** First output of `gdbus monitor`, repeated when the name gets another owner or none. */
const owned = /^The name \S+ is owned by /
const ownerless = /^The name \S+ does not have an owner$/

/** Pauses before restarting a listener that ended: the first one, then twice as long each time. */
export type Pauses = { readonly firstMs: number; readonly longestMs: number }

export type BusListener = {
  /** Is the program running, and does its name have an owner on the bus? */
  readonly hears: () => boolean
  readonly end: () => void
}

/**
 * Listens to one name on a bus while the app runs. Restarts a listener that was killed or lost its
 * bus. If the program or the bus is missing from the start, it does not retry.
 */
export const listenToBus = (options: {
  readonly program: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly pauses: Pauses
  readonly onLine: (line: string) => void
}): BusListener => {
  const { program, args, env, pauses, onLine } = options
  let child: ChildProcess | null = null
  let isHeard = false
  let hasListened = false
  let isEnded = false
  let pauseMs = pauses.firstMs
  let again: NodeJS.Timeout | undefined

  const start = (): void => {
    const began = performance.now()
    const running = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
    child = running
    // If the system cannot start another program, there is no stream either.
    const output: Readable | null | undefined = running.stdout
    if (output) {
      createInterface({ input: output }).on('line', (line) => {
        hasListened = true
        if (owned.test(line)) isHeard = true
        if (ownerless.test(line)) isHeard = false
        onLine(line)
      })
    }
    const gone = (): void => {
      if (child !== running) return
      child = null
      isHeard = false
      if (isEnded || !hasListened) return
      if (performance.now() - began > pauses.longestMs) pauseMs = pauses.firstMs
      again = setTimeout(start, pauseMs)
      again.unref()
      pauseMs = Math.min(2 * pauseMs, pauses.longestMs)
    }
    running.on('error', gone)
    running.on('exit', gone)
    running.unref()
  }
  start()
  return {
    hears: () => isHeard,
    end: () => {
      isEnded = true
      clearTimeout(again)
      child?.kill()
    },
  }
}
