import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * When a child is killed: so long after its first line, or by itself at a point that it was told.
 * With `acknowledged` the time begins only once it has finished so many more lines: however slow the
 * machine, something was acknowledged before the kill.
 */
export type Kill = { readonly afterMs: number; readonly acknowledged?: number } | 'by itself'

export type Ended = {
  /** The lines that it finished after the first, which says that it has started. */
  readonly said: readonly string[]
  /** What it said on standard error. */
  readonly err: string
  readonly signal: NodeJS.Signals | null
}

/**
 * Runs a script as a process of its own and kills it with SIGKILL; gives what it acknowledged. One
 * that ends before is not killed.
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
  // One that hangs before it has said enough is not left behind.
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
  // A child that broke has said why, and whoever reads the outcome of a test should see it.
  if (child.exitCode !== null && child.exitCode !== 0) process.stderr.write(err)
  return { said: text.split('\n').slice(1, -1), err, signal: child.signalCode }
}
