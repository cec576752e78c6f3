/** Prints one line for each change to the machine. */
export const log = (step: string, text: string): void => {
  process.stdout.write(`[${step}] ${text}\n`)
}

/** A failure whose message is complete without a stack. */
export class Stop extends Error {}

export const diskFull =
  'The disk is full. Free some space ("df -h" shows where), then run the command again.'

/** The line that tells a failure which the user can mend; undefined for a fault of the scripts. */
export const lineOf = (error: unknown): string | undefined => {
  if (error instanceof Stop) return error.message
  return (error as NodeJS.ErrnoException).code === 'ENOSPC' ? diskFull : undefined
}

/** electron-builder exits with 0 once a script has nothing left to do, whatever its code is. */
const failWith = (code: number): void => {
  process.exitCode = code
  process.once('exit', () => (process.exitCode = code))
}

/** Runs a script's main function; a failure that has a line prints it and exits 1. */
export const runMain = async (main: () => Promise<number | void>): Promise<void> => {
  try {
    const code = (await main()) ?? 0
    if (code !== 0) failWith(code)
  } catch (error) {
    const line = lineOf(error)
    if (line === undefined) throw error
    process.stderr.write(`\n${line}\n`)
    failWith(1)
  }
}

export const seconds = (sinceMs: number): string =>
  `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`
