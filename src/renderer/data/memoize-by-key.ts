/**
 * Memoizes by key: thousands of claims share places and dates. The cache lives as long as the
 * returned function.
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
