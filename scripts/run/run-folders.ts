import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning } from '../setup/unfinished.ts'

/** In the environment of every process of a run: the folder of that run. */
export const runVariable = 'UNDERSTORY_RUN'

/** The processes of a run, whatever started them; without those that this user may not look into. */
export const processesOf = (folder: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const environment = readFileSync(join('/proc', pid, 'environ'), 'latin1')
        return environment.split('\0').includes(`${runVariable}=${folder}`)
      } catch {
        return false
      }
    })
    .map(Number)

/** Makes a folder for a run. Its name has the process, so that a later one can tell what was left. */
export const makeRunFolder = (parent: string): string =>
  mkdtempSync(join(parent, `run-${String(process.pid)}-`))

/**
 * Removes what killed runs left in a folder: runs whose process has ended, unless the app that they
 * started still runs there.
 */
export const removeLeftRuns = (parent: string): void => {
  for (const name of readdirSync(parent)) {
    const pid = Number(/^run-(\d+)-/.exec(name)?.[1])
    if (Number.isNaN(pid) || isRunning(pid)) continue
    const folder = join(parent, name)
    if (processesOf(folder).length === 0) rmSync(folder, { recursive: true, force: true })
  }
}
