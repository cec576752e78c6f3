import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { cache } from './paths.ts'

/**
 * Where this process makes a file or folder that gets its place whole, by a rename. The name carries
 * the process, so that a later one can tell what a killed one left.
 */
export const unfinished = (target: string): string => `${target}.unfinished-${String(process.pid)}`

/** Does a process of this number run, of any user? */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const leftBy = (name: string): number => Number(/\.unfinished-(\d+)/.exec(name)?.[1])

/** Removes what killed processes left in a folder and in its folders. */
export const removeUnfinished = (folder: string = cache): void => {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const pid = leftBy(name)
    if (!Number.isNaN(pid)) {
      if (!isRunning(pid)) rmSync(path, { recursive: true, force: true })
    } else if (folder === cache && statSync(path).isDirectory()) {
      removeUnfinished(path)
    }
  }
}
