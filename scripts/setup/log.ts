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
    if (!(error instanceof Stop)) throw error
    process.stderr.write(`\n${error.message}\n`)
    process.exitCode = 1
  }
}

export const seconds = (sinceMs: number): string =>
  `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`
