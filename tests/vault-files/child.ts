import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A process that runs one of the scripts beside this file, and reports by lines. */
export type Child = {
  readonly lines: string[]
  readonly process: ChildProcess
  /** Waits until it has printed something, or has ended. */
  readonly spoken: () => Promise<void>
  /** kill -9, and waits for the end. */
  readonly kill: () => Promise<void>
}

export const startChild = (script: string, ...args: readonly string[]): Child => {
  const child = spawn(process.execPath, [new URL(script, import.meta.url).pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(line))
  const first = once(reader, 'line')
  first.catch(() => undefined)
  return {
    lines,
    process: child,
    spoken: async () => {
      await Promise.race([first, ended])
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
