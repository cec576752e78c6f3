/** Where the paragraphs of a text stand, in pixels from its top. */
export type ParagraphPlaces = {
  /** Of the whole text, what scrolls out of sight included. */
  readonly height: number
  readonly count: number
  /** Where a paragraph begins, counted from 0. */
  readonly top: (paragraph: number) => number
  /** The paragraph that a height lies in; -1 above the first. */
  readonly at: (height: number) => number
}

/** The numbers of the lines that hold words, which is what a paragraph is here. Lines count from 1. */
export const paragraphLines = (lines: Iterable<string>): readonly number[] => {
  const found: number[] = []
  let number = 0
  for (const line of lines) {
    number += 1
    if (line.trim() !== '') found.push(number)
  }
  return found
}

const edge = (places: ParagraphPlaces, paragraph: number): number =>
  paragraph < 0 ? 0 : paragraph >= places.count ? places.height : places.top(paragraph)

/**
 * The height in one text for a height in its counterpart: as far into the same paragraph where both
 * have as many, the same share of the whole where they do not.
 */
export const correspondingHeight = (
  from: ParagraphPlaces,
  to: ParagraphPlaces,
  height: number,
): number => {
  if (from.height <= 0) return 0
  if (from.count !== to.count || from.count === 0) return (height / from.height) * to.height
  const paragraph = from.at(height)
  const begin = edge(from, paragraph)
  const end = edge(from, paragraph + 1)
  const share = end > begin ? Math.min(1, Math.max(0, (height - begin) / (end - begin))) : 0
  const there = edge(to, paragraph)
  return there + share * (edge(to, paragraph + 1) - there)
}

export type Scrolled = {
  readonly places: ParagraphPlaces
  /** How much of the text is in sight, in pixels. */
  readonly shown: number
}

/**
 * How far a text is to be scrolled for its counterpart to stand beside it. What corresponds is looked
 * for at the upper edge while a text is at its beginning, at the lower edge at its end, and in
 * between for in between: so both begin and end together.
 */
export const correspondingScroll = (from: Scrolled, to: Scrolled, scroll: number): number => {
  const most = from.places.height - from.shown
  const mostThere = Math.max(0, to.places.height - to.shown)
  if (most <= 0) return 0
  const share = Math.min(1, Math.max(0, scroll / most))
  const height = correspondingHeight(from.places, to.places, scroll + share * from.shown)
  return Math.min(mostThere, Math.max(0, height - share * to.shown))
}
