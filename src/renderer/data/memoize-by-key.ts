/**
 * Makes the same of what has the same key, once: thousands of claims share their places and dates with
 * others. It remembers for as long as the function that it returns is held.
 */
export const memoizeByKey = <Of, Made>(
  keyOf: (of: Of) => string,
  make: (of: Of) => Made,
): ((of: Of) => Made) => {
  const known = new Map<string, { readonly made: Made }>()
  return (of) => {
    const key = keyOf(of)
    const found = known.get(key) ?? { made: make(of) }
    known.set(key, found)
    return found.made
  }
}
