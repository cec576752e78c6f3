import { log } from '../setup/log.ts'

/**
 * The exit code of the driver when a step fails. A failure before the first step has another code.
 */
export const failedStep = 3

/** A finished step and its time. */
export type DoneStep = {
  readonly step: string
  readonly seconds: number
}

/** Runs steps one after the other, prints one line for each, and stops at the first that fails. */
export type Steps = {
  readonly run: <T>(
    step: string,
    act: () => Promise<T> | T,
    told?: (result: T) => string,
  ) => Promise<T>
  readonly done: readonly DoneStep[]
}

export const countSteps = (): Steps => {
  const done: DoneStep[] = []
  return {
    done,
    run: async (step, act, told) => {
      const since = performance.now()
      try {
        const result = await act()
        const seconds = Math.round((performance.now() - since) / 100) / 10
        done.push({ step, seconds })
        const more = told === undefined ? '' : `: ${told(result)}`
        log('demo', `${String(done.length).padStart(2, '0')} ${step}${more} (${String(seconds)} s)`)
        return result
      } catch (error) {
        log('demo', `${String(done.length + 1).padStart(2, '0')} ${step}: FAILED`)
        throw error
      }
    },
  }
}

/** @throws Error with `what` where something is not as it must be. */
export const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what)
}
