/** Half a frame: keys and paints come in between. */
const sliceMs = 8

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** Work that gives way between its steps, each of which is far shorter than a slice. */
export type Sliced<Result> = Generator<undefined, Result, undefined>

/** Goes on for one slice, or to the end where that comes before. */
const oneSlice = <Result>(work: Sliced<Result>): IteratorResult<undefined, Result> => {
  for (const since = performance.now(); ;) {
    const step = work.next()
    if (step.done === true || performance.now() - since >= sliceMs) return step
  }
}

/** Does long work a few milliseconds at a time, so that the window goes on answering. */
export const timeSlice = async <Result>(work: Sliced<Result>): Promise<Result> => {
  for (;;) {
    const step = oneSlice(work)
    if (step.done === true) return step.value
    await pause()
  }
}

export type NewestTimeSliced<Result> = {
  /** Work that fits into one slice is done at once, if no other goes on. */
  readonly ask: (work: Sliced<Result>) => void
  /** Gives up what goes on and what waits: `done` is not called for it. */
  readonly end: () => void
}

/**
 * The same for what is asked for anew meanwhile. What goes on comes to its end before the newest of
 * what was asked for begins: a hand that moves all the time would else never see anything done.
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

/** All of it at once. */
export const runSync = <Result>(work: Sliced<Result>): Result => {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}
