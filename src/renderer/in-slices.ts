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
export const inSlices = async <Result>(work: Sliced<Result>): Promise<Result> => {
  for (;;) {
    const step = oneSlice(work)
    if (step.done === true) return step.value
    await pause()
  }
}

/**
 * The same for what may be asked for anew meanwhile: work that fits into one slice is done at once.
 *
 * @returns ends it; `done` is not called after that.
 */
export const startInSlices = <Result>(
  work: Sliced<Result>,
  done: (result: Result) => void,
): (() => void) => {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const goOn = (): void => {
    const step = oneSlice(work)
    if (step.done === true) done(step.value)
    else waiting = setTimeout(goOn, 0)
  }
  goOn()
  return () => clearTimeout(waiting)
}

/** All of it at once. */
export const straight = <Result>(work: Sliced<Result>): Result => {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}
