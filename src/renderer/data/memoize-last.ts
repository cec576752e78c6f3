import type { Sliced } from './time-slice.ts'

/** Long work, and what came of it if it was done before. */
export type Work<Result> = {
  /** Undefined: it is still to be done. */
  readonly known: () => Result | undefined
  readonly steps: () => Sliced<Result>
}

/** Two: a plot is laid out without its scroll bar, and then with it. */
const most = 2

/**
 * Remembers for each source what was made of it with the last arguments, for as long as somebody holds
 * the source: a view that is opened again need not wait.
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
