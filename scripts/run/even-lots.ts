/** Things in so many lots of about the same length together, the longest first. */
export const evenLots = <T>(
  count: number,
  all: readonly { readonly of: T; readonly length: number }[],
): readonly (readonly T[])[] => {
  const lots = Array.from({ length: count }, () => ({ length: 0, of: [] as T[] }))
  for (const each of [...all].sort((a, b) => b.length - a.length)) {
    const shortest = lots.reduce((least, lot) => (lot.length < least.length ? lot : least))
    shortest.length += each.length
    shortest.of.push(each.of)
  }
  return lots.map(({ of }) => of)
}
