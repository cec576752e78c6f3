import { diffArrays } from 'diff'

export type ChangedStretch = {
  readonly words: string
  /** Is it on one side only? */
  readonly isChanged: boolean
}

type Word = {
  readonly word: string
  readonly isKept: boolean
}

/**
 * Limit on differing words before two texts count as unrelated: a longer comparison shows little.
 */
const most = 1_000

// Korean is split at spaces, Chinese by the dictionary of the runtime.
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })
const wordsOf = (text: string): string[] =>
  [...segmenter.segment(text)].map(({ segment }) => segment)

/** Lines include their line ends, so that joining them restores the text. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

const all = (words: readonly string[], isKept: boolean): Word[] =>
  words.map((word) => ({ word, isKept }))

type Sides = { readonly left: Word[]; readonly right: Word[] }

const compared = (left: string, right: string): Sides => {
  const [a, b] = [wordsOf(left), wordsOf(right)]
  const changes = diffArrays(a, b, { maxEditLength: most })
  if (changes === undefined) return { left: all(a, false), right: all(b, false) }
  return {
    left: changes.flatMap(({ value, added, removed }) => (added ? [] : all(value, !removed))),
    right: changes.flatMap(({ value, added, removed }) => (removed ? [] : all(value, !added))),
  }
}

/** Compares lines first, so that the cost for a long text depends only on the lines that differ. */
const comparedByLines = (left: string, right: string): Sides => {
  const changes = diffArrays(linesOf(left), linesOf(right), { maxEditLength: most })
  if (changes === undefined) return compared(left, right)
  const sides: Sides = { left: [], right: [] }
  let [gone, come] = ['', '']
  const settle = (): void => {
    if (gone === '' && come === '') return
    const { left: a, right: b } = compared(gone, come)
    sides.left.push(...a)
    sides.right.push(...b)
    ;[gone, come] = ['', '']
  }
  for (const { value, added, removed } of changes) {
    if (removed) gone += value.join('')
    else if (added) come += value.join('')
    else {
      settle()
      sides.left.push(...all(value, true))
      sides.right.push(...all(value, true))
    }
  }
  settle()
  return sides
}

const joined = (words: readonly Word[]): ChangedStretch[] => {
  const stretches: { words: string; isChanged: boolean }[] = []
  words.forEach(({ word, isKept }, at) => {
    // A space between two changed words belongs to the change; a space after the last one does not.
    const follows = words[at - 1]?.isKept === false
    const isChanged =
      word.trim() === '' && follows && words[at + 1] !== undefined
        ? words[at + 1]?.isKept === false
        : !isKept
    const last = stretches.at(-1)
    if (last?.isChanged === isChanged) last.words += word
    else stretches.push({ words: word, isChanged })
  })
  return stretches
}

/**
 * Compares two texts word by word and marks what only one side contains. The parts of a side
 * concatenate to exactly that side.
 */
export const changedWords = (
  left: string,
  right: string,
): { readonly left: ChangedStretch[]; readonly right: ChangedStretch[] } => {
  const sides = comparedByLines(left, right)
  return { left: joined(sides.left), right: joined(sides.right) }
}

/** A part of two texts: the same in both, or what each has in its place. */
export type ComparedPart = {
  readonly isSame: boolean
  readonly left: string
  readonly right: string
}

/**
 * Compares two texts word by word, as parts of both in order. Differences with only spaces between
 * them are one. The parts of a side concatenate to exactly that side.
 */
export const comparedParts = (left: string, right: string): readonly ComparedPart[] => {
  const sides = comparedByLines(left, right)
  const parts: ComparedPart[] = []
  const add = (part: ComparedPart): void => {
    const [before, between] = [parts.at(-2), parts.at(-1)]
    if (part.isSame || between?.isSame !== true || between.left.trim() !== '' || !before) {
      parts.push(part)
      return
    }
    parts.splice(-2, 2, {
      isSame: false,
      left: before.left + between.left + part.left,
      right: before.right + between.right + part.right,
    })
  }
  let [l, r] = [0, 0]
  const run = (words: readonly Word[], from: number, isKept: boolean): number => {
    let end = from
    while (words[end]?.isKept === isKept) end += 1
    return end
  }
  const joinedWords = (words: readonly Word[], from: number, end: number): string =>
    words
      .slice(from, end)
      .map(({ word }) => word)
      .join('')
  while (l < sides.left.length || r < sides.right.length) {
    const isSame = sides.left[l]?.isKept === true && sides.right[r]?.isKept === true
    const [toL, toR] = isSame
      ? [run(sides.left, l, true), run(sides.right, r, true)]
      : [run(sides.left, l, false), run(sides.right, r, false)]
    // What is kept has the same words on both sides, but may be cut by what one side alone has.
    const kept = Math.min(toL - l, toR - r)
    const [endL, endR] = isSame ? [l + kept, r + kept] : [toL, toR]
    add({
      isSame,
      left: joinedWords(sides.left, l, endL),
      right: joinedWords(sides.right, r, endR),
    })
    ;[l, r] = [endL, endR]
  }
  return parts
}
