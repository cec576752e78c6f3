import type { Sliced } from './time-slice.ts'

/** A long computation, with its result if that is cached. */
export type Work<Result> = {
  /** Undefined: not computed yet. */
  readonly known: () => Result | undefined
  readonly steps: () => Sliced<Result>
}

/** Two: a plot is laid out without its scroll bar, and then with it. */
const most = 2

/**
 * Caches for each source the result for the last arguments, while the source is referenced: a view
 * that is opened again does not wait.
 */
export const memoizeLast = <
  Source extends object,
  Args extends readonly (object | string | number | boolean | null)[],
  Result extends object,
>(
  make: (source: Source, ...args: Args) => Sliced<Result>,
): ((source: Source, ...args: Args) => Work<Result>) => {
  const last = new WeakMap<Source, readonly { readonly args: Args; readonly result: Result }[]>()
  return (source, ...args) => {
    const known = (): Result | undefined =>
      last.get(source)?.find((kept) => kept.args.every((arg, at) => arg === args[at]))?.result
    return {
      known,
      *steps() {
        const before = known()
        if (before !== undefined) return before
        const result = yield* make(source, ...args)
        last.set(source, [{ args, result }, ...(last.get(source) ?? []).slice(0, most - 1)])
        return result
      },
    }
  }
}
