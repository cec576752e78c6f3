/** The result of work that yields between its steps, run straight through. */
export const finished = <T>(work: Generator<undefined, T, void>): T => {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}
