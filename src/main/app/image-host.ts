import { MessageChannelMain, utilityProcess } from 'electron'
import type { MessagePortMain, UtilityProcess } from 'electron'
import { parse } from 'node:path'
import type { ToVault } from '../vault/control.ts'
import { bareEnvironment } from './bare-environment.ts'
import { builtPaths } from './paths.ts'

type ImageProcessMessage = Extract<ToVault, { kind: 'image-port' | 'image-ended' }>

/**
 * Starts processes that read images, each for one. Main makes the channel between such a process and
 * the vault process, hands both their ends, and reads nothing of what goes over it.
 */
export type ImageHost = {
  readonly start: (id: number) => void
  readonly stop: (id: number) => void
  /** At the lock: nothing that holds an image stays. */
  readonly stopAll: () => void
}

/** At once: whoever has taken such a process over might not heed anything gentler. */
const kill = (child: UtilityProcess): void => {
  try {
    if (child.pid === undefined) child.kill()
    else process.kill(child.pid, 'SIGKILL')
  } catch {
    // Gone already.
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
      // Nothing of the person's shell, no folder of theirs, no output: it gets what comes over its port.
      const child = utilityProcess.fork(builtPaths.imageProcess(), [], {
        env: bareEnvironment,
        cwd: parse(process.execPath).root,
        stdio: 'ignore',
        serviceName: 'Understory images',
      })
      running.set(id, child)
      // It may be stopped before there is anything to kill.
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
