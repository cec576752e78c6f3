/** Prints one line for each change to the machine. */
export const log = (step: string, text: string): void => {
  process.stdout.write(`[${step}] ${text}\n`)
}

/** A failure whose message is complete without a stack. */
export class Stop extends Error {}

/** Runs a script's main function; a {@link Stop} prints its message and exits 1. */
export const runMain = async (main: () => Promise<number | void>): Promise<void> => {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    const isFull = (error as NodeJS.ErrnoException).code === 'ENOSPC'
    if (!(error instanceof Stop) && !isFull) throw error
    const full =
      'The disk is full. Free some space ("df -h" shows where), then run the command again.'
    process.stderr.write(`\n${error instanceof Stop ? error.message : full}\n`)
    process.exitCode = 1
  }
}

export const seconds = (sinceMs: number): string =>
  `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`
