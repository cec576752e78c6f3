import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { StartImageProcess } from '../../src/main/vault/decoders/process-channel.ts'

export const imageChild = join(import.meta.dirname, 'image-child.ts')

/** Counts of the processes that a host started. */
export type Processes = { started: number; living: number; most: number }

export const noProcesses = (): Processes => ({ started: 0, living: 0, most: 0 })

/** Image processes without Electron: real ones, over Node's own channel. */
export const nodeImageHost =
  (script = imageChild, seen: Processes = noProcesses()): StartImageProcess =>
  () => {
    const child: ChildProcess = fork(script, {
      env: {},
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    seen.started += 1
    seen.living += 1
    seen.most = Math.max(seen.most, seen.living)
    let isGone = false
    let onEnd = (): void => undefined
    child.once('exit', () => {
      seen.living -= 1
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
        child.on('message', listener)
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
