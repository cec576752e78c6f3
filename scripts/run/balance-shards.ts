/** Splits things into shards of about the same total length, the longest first. */
export const balanceShards = <T>(
  count: number,
  all: readonly { readonly of: T; readonly length: number }[],
): readonly (readonly T[])[] => {
  const shards = Array.from({ length: count }, () => ({ length: 0, of: [] as T[] }))
  for (const each of [...all].sort((a, b) => b.length - a.length)) {
    const shortest = shards.reduce((least, shard) => (shard.length < least.length ? shard : least))
    shortest.length += each.length
    shortest.of.push(each.of)
  }
  return shards.map(({ of }) => of)
}
