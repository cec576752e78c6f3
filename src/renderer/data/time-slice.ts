/** Half a frame, so that keys and paints are handled in between. */
const sliceMs = 8

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** Work that yields between steps, each far shorter than a slice. */
export type Sliced<Result> = Generator<undefined, Result, undefined>

/** Runs for one slice, or to the end if that comes first. */
const oneSlice = <Result>(work: Sliced<Result>): IteratorResult<undefined, Result> => {
  for (const since = performance.now(); ;) {
    const step = work.next()
    if (step.done === true || performance.now() - since >= sliceMs) return step
  }
}

/** Runs long work a few milliseconds at a time, so that the window stays responsive. */
export const timeSlice = async <Result>(work: Sliced<Result>): Promise<Result> => {
  for (;;) {
    const step = oneSlice(work)
    if (step.done === true) return step.value
    await pause()
  }
}

export type NewestTimeSliced<Result> = {
  /** Work that fits into one slice is done at once if nothing else is running. */
  readonly ask: (work: Sliced<Result>) => void
  /** Cancels running and waiting work: `done` is not called. */
  readonly end: () => void
}

/**
 * The same for work that is requested repeatedly. The current work runs to its end before the
 * newest request starts: otherwise continuous movement would never show a result.
 */
export const newestTimeSliced = <Result>(
  done: (result: Result) => void,
): NewestTimeSliced<Result> => {
  let goingOn: Sliced<Result> | null = null
  let next: Sliced<Result> | null = null
  let waiting: ReturnType<typeof setTimeout> | undefined
  const goOn = (): void => {
    if (goingOn === null) return
    const step = oneSlice(goingOn)
    if (step.done === true) [goingOn, next] = [next, null]
    if (goingOn !== null) waiting = setTimeout(goOn, 0)
    if (step.done === true) done(step.value)
  }
  return {
    ask: (work) => {
      if (goingOn !== null) {
        next = work
        return
      }
      goingOn = work
      goOn()
    },
    end: () => {
      clearTimeout(waiting)
      goingOn = null
      next = null
    },
  }
}

/** Runs the work synchronously. */
export const runSync = <Result>(work: Sliced<Result>): Result => {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}
