import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** What `gdbus monitor` says first, and whenever the name gets another owner or none. */
const owned = /^The name \S+ is owned by /
const ownerless = /^The name \S+ does not have an owner$/

/** Of what came to its end: started again after the first pause, then after twice as long each time. */
export type Pauses = { readonly firstMs: number; readonly longestMs: number }

export type BusListener = {
  /** It runs, and there is somebody on the bus whom it hears. */
  readonly hears: () => boolean
  readonly end: () => void
}

/**
 * Listens to one name on a bus for as long as the app runs: a listener that was killed, or whose bus
 * went away, is started again. Where there is no such program, or was no bus from the beginning, there
 * is nobody to listen to, and it stays so.
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
    // Where the system has no room for another program, there is no stream either.
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
