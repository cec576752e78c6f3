import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'

/** Works without a pause, and ends when the process that started it has ended. */
const work = `
const parent = process.ppid
process.stdout.write('busy')
while (process.ppid === parent) for (const end = Date.now() + 200; Date.now() < end; );
`

/**
 * Keeps every core busy with a process of its own.
 *
 * @returns what ends them all.
 */
export const loadCores = async (): Promise<() => void> => {
  const busy = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', work], { stdio: ['ignore', 'pipe', 'inherit'] }),
  )
  const end = (): void => {
    process.off('exit', end)
    for (const each of busy) each.kill('SIGKILL')
  }
  process.once('exit', end)
  await Promise.all(busy.map(({ stdout }) => once(stdout, 'data')))
  return end
}
