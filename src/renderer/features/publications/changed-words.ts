export interface Stretch {
  readonly words: string
  /** Does only one side have it? */
  readonly isChanged: boolean
}

/** Claims are a few sentences; anything longer is one change. */
const most = 1_200

const wordsOf = (text: string): string[] =>
  [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)].map(
    ({ segment }) => segment,
  )

/** How long the longest run of words is that both ends from here have in common. */
const common = (a: readonly string[], b: readonly string[]): Uint16Array[] => {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = lengths[i] as Uint16Array
    const below = lengths[i + 1] as Uint16Array
    for (let k = b.length - 1; k >= 0; k -= 1) {
      row[k] = a[i] === b[k] ? (below[k + 1] ?? 0) + 1 : Math.max(below[k] ?? 0, row[k + 1] ?? 0)
    }
  }
  return lengths
}

const joined = (words: readonly string[], kept: ReadonlySet<number>): Stretch[] => {
  const stretches: { words: string; isChanged: boolean }[] = []
  words.forEach((word, at) => {
    // A space between two changed words is part of the change.
    const isBetween = word.trim() === '' && !kept.has(at - 1) && !kept.has(at + 1)
    const isChanged = !kept.has(at) || (isBetween && at > 0 && at < words.length - 1)
    const last = stretches.at(-1)
    if (last?.isChanged === isChanged) last.words += word
    else stretches.push({ words: word, isChanged })
  })
  return stretches
}

/** Two texts, word by word: what only the original has, and what only the printed one has. */
export const changedWords = (
  original: string,
  printed: string,
): { readonly original: Stretch[]; readonly printed: Stretch[] } => {
  const a = wordsOf(original)
  const b = wordsOf(printed)
  const inA = new Set<number>()
  const inB = new Set<number>()
  if (a.length <= most && b.length <= most) {
    const lengths = common(a, b)
    for (let i = 0, k = 0; i < a.length && k < b.length;) {
      if (a[i] === b[k]) {
        inA.add(i)
        inB.add(k)
        i += 1
        k += 1
      } else if ((lengths[i + 1]?.[k] ?? 0) >= (lengths[i]?.[k + 1] ?? 0)) i += 1
      else k += 1
    }
  }
  return { original: joined(a, inA), printed: joined(b, inB) }
}
