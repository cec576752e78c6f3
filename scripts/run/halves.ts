/** Things in two lots of about the same length together, the longest first. */
export const halves = <T>(
  all: readonly { readonly of: T; readonly length: number }[],
): readonly [readonly T[], readonly T[]] => {
  const one = { length: 0, of: [] as T[] }
  const other = { length: 0, of: [] as T[] }
  for (const each of [...all].sort((a, b) => b.length - a.length)) {
    const lot = one.length <= other.length ? one : other
    lot.length += each.length
    lot.of.push(each.of)
  }
  return [one.of, other.of]
}
