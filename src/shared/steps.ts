/** Work that gives way to other work at its yields. */
export type Steps<T> = Generator<undefined, T, void>

/** Runs such work to its end without its pauses. @throws errors of the work. */
export const runAtOnce = <T>(work: Steps<T>): T => {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}
