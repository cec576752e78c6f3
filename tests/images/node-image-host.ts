import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { StartImageProcess } from '../../src/main/vault/decoders/process-channel.ts'

/** Counts of the processes or pages that a host started. */
export type Processes = { started: number; living: number; most: number }

export const noProcesses = (): Processes => ({ started: 0, living: 0, most: 0 })

/** Counts one that starts; the result is called when it has ended. */
export const countStart = (seen: Processes): (() => void) => {
  seen.started += 1
  seen.living += 1
  seen.most = Math.max(seen.most, seen.living)
  return () => {
    seen.living -= 1
  }
}

/** Node puts all bytes of a message on one buffer; a port of Electron gives each its own. */
const withOwnBuffers = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Uint8Array.from(value)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, withOwnBuffers(each)]),
  )
}

/** Image pages that do not do what they should: this script, over Node's own channel. */
export const nodeImageHost =
  (script: string, seen: Processes = noProcesses()): StartImageProcess =>
  () => {
    const child: ChildProcess = fork(script, {
      env: {},
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const countEnd = countStart(seen)
    let isGone = false
    let onEnd = (): void => undefined
    child.once('exit', () => {
      countEnd()
      isGone = true
      onEnd()
    })
    // A process that was killed may be written to for a moment.
    child.on('error', () => undefined)
    return Promise.resolve({
      send: (message) => {
        if (child.connected) child.send(message, () => undefined)
      },
      onMessage: (listener) => {
        child.on('message', (message) => listener(withOwnBuffers(message)))
      },
      onEnd: (listener) => {
        onEnd = listener
        if (isGone) listener()
      },
      end: () => {
        child.kill('SIGKILL')
      },
    })
  }
