import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * When a child is killed: a time after its first line, or by itself at a given point. With
 * `acknowledged` the time starts only after this many more lines: so something was acknowledged
 * before the kill, however slow the machine.
 */
export type Kill = { readonly afterMs: number; readonly acknowledged?: number } | 'by itself'

export type Ended = {
  /** The complete lines after the first, which says that the child has started. */
  readonly said: readonly string[]
  /** Its standard error. */
  readonly err: string
  readonly signal: NodeJS.Signals | null
}

/**
 * Runs a script in a process and kills it with SIGKILL, unless it ends before. @returns what it
 * acknowledged.
 */
export const killed = async (
  script: string,
  args: readonly string[],
  kill: Kill,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> => {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let text = ''
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const lines = 1 + (kill === 'by itself' ? 0 : (kill.acknowledged ?? 0))
  const reached = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.split('\n').length > lines) resolve()
    })
  })
  const ended = once(child, 'close')
  // A child that hangs before enough lines is killed too.
  let hangs = false
  const atLatest = setTimeout(() => {
    hangs = lines > 1
    if (hangs) child.kill('SIGKILL')
  }, 90_000)
  await Promise.race([reached, ended])
  clearTimeout(atLatest)
  if (hangs) throw new Error(`it said less than it was to in 90 s: ${text}`)
  const timer =
    kill === 'by itself' ? undefined : setTimeout(() => child.kill('SIGKILL'), kill.afterMs)
  await ended
  clearTimeout(timer)
  // Shows the error of a failed child in the output of the test.
  if (child.exitCode !== null && child.exitCode !== 0) process.stderr.write(err)
  return { said: text.split('\n').slice(1, -1), err, signal: child.signalCode }
}
