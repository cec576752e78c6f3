/** So few keys apart is a slip of the hand. */
const slips = 2

const folded = (passphrase: string): string =>
  passphrase.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '')

/** Keys to press to turn one text into the other, as far as it matters; by letters, not code units. */
const distance = (from: readonly string[], to: readonly string[]): number => {
  let above = to.map((_, i) => i + 1)
  for (const [i, letter] of from.entries()) {
    let before = i
    let left = i + 1
    above = to.map((other, j) => {
      const up = above[j] ?? 0
      const here = Math.min(up + 1, left + 1, before + (letter === other ? 0 : 1))
      before = up
      left = here
      return here
    })
  }
  return above.at(-1) ?? from.length
}

/**
 * Would a slip turn the passphrase that opens the vault into the one that destroys it? Capital letters,
 * spaces and forms of one character do not count as a difference; two keys more, fewer or other ones are
 * a slip, and so is Enter before the end.
 */
export const isTooSimilar = (opens: string, wipes: string): boolean => {
  const [a, b] = [folded(opens), folded(wipes)]
  if (a === '' || b === '') return a === b
  if (a.startsWith(b) || b.startsWith(a)) return true
  return distance([...a], [...b]) <= slips
}
