import { MessageChannelMain, utilityProcess } from 'electron'
import type { MessagePortMain, UtilityProcess } from 'electron'
import { parse } from 'node:path'
import type { ToVault } from '../vault/control.ts'
import { bareEnvironment } from './bare-environment.ts'
import { builtPaths } from './paths.ts'

type ImageProcessMessage = Extract<ToVault, { kind: 'image-port' | 'image-ended' }>

/**
 * Starts processes that read images, one for each image. The main process makes the channel between
 * such a process and the vault process, passes on both ends, and reads none of its messages.
 */
export type ImageHost = {
  readonly start: (id: number) => void
  readonly stop: (id: number) => void
  /** At lock: ends everything that holds an image. */
  readonly stopAll: () => void
}

/** SIGKILL: a compromised process might ignore a gentler signal. */
const kill = (child: UtilityProcess): void => {
  try {
    if (child.pid === undefined) child.kill()
    else process.kill(child.pid, 'SIGKILL')
  } catch {
    // The process has already ended.
  }
}

export const createImageHost = (
  tell: (message: ImageProcessMessage, ports?: MessagePortMain[]) => void,
): ImageHost => {
  const running = new Map<number, UtilityProcess>()
  const stopped = new Set<number>()
  const stop = (id: number): void => {
    const child = running.get(id)
    if (child === undefined) return
    stopped.add(id)
    kill(child)
  }
  return {
    start: (id) => {
      if (running.has(id)) return
      // Nothing from the user's shell, no user folder, no output: it gets only the messages on its
      // port.
      const child = utilityProcess.fork(builtPaths.imageProcess(), [], {
        env: bareEnvironment,
        cwd: parse(process.execPath).root,
        stdio: 'ignore',
        serviceName: 'Understory images',
      })
      running.set(id, child)
      // It may be stopped before it has spawned.
      child.once('spawn', () => {
        if (stopped.has(id)) kill(child)
      })
      child.once('exit', () => {
        running.delete(id)
        stopped.delete(id)
        tell({ kind: 'image-ended', id })
      })
      const { port1, port2 } = new MessageChannelMain()
      child.postMessage(null, [port1])
      tell({ kind: 'image-port', id }, [port2])
    },
    stop,
    stopAll: () => {
      for (const id of running.keys()) stop(id)
    },
  }
}
