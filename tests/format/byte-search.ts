/** A place of one of the needles. */
export type Place = {
  /** Its index in the list that was searched for. */
  readonly needle: number
  readonly at: number
}

/**
 * Prepares a search for many byte strings at once. The search reads the bytes once, however many needles
 * there are (the algorithm of Wu and Manber with blocks of two bytes): `Buffer.indexOf` would read
 * them once for each needle.
 *
 * @param needles two bytes or more each
 * @returns a function that gives every place of every needle, in the order of the bytes
 */
export const searchFor = (needles: readonly Uint8Array[]): ((bytes: Uint8Array) => Place[]) => {
  const window = Math.min(256, ...needles.map(({ length }) => length))
  if (window < 2) throw new Error('a needle has less than two bytes')
  /** How far the window can move when it ends with a block; 0 where a needle may begin. */
  const moves = new Uint8Array(65_536).fill(window - 1)
  const begun = new Map<number, number[]>()
  for (const [index, needle] of needles.entries()) {
    for (let end = 1; end < window; end += 1) {
      const block = ((needle[end - 1] ?? 0) << 8) | (needle[end] ?? 0)
      moves[block] = Math.min(moves[block] ?? 0, window - 1 - end)
      if (end === window - 1) begun.set(block, [...(begun.get(block) ?? []), index])
    }
  }
  const liesAt = (bytes: Uint8Array, at: number, needle: Uint8Array): boolean => {
    if (at + needle.length > bytes.length) return false
    for (let i = 0; i < needle.length; i += 1) if (bytes[at + i] !== needle[i]) return false
    return true
  }

  return (bytes) => {
    const found: Place[] = []
    let end = window - 1
    while (end < bytes.length) {
      const block = ((bytes[end - 1] ?? 0) << 8) | (bytes[end] ?? 0)
      const move = moves[block] ?? 1
      if (move === 0) {
        const at = end - window + 1
        for (const index of begun.get(block) ?? []) {
          const needle = needles[index]
          if (needle !== undefined && liesAt(bytes, at, needle)) found.push({ needle: index, at })
        }
      }
      end += Math.max(move, 1)
    }
    return found
  }
}
