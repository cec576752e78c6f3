/** Positions of the paragraphs of a text, in pixels from its top. */
export type ParagraphPlaces = {
  /** Height of the whole text, including the part scrolled out of view. */
  readonly height: number
  readonly count: number
  /** Top of a paragraph, counted from 0. */
  readonly top: (paragraph: number) => number
  /** The paragraph at a height; -1 above the first. */
  readonly at: (height: number) => number
}

/** Numbers of the nonempty lines, each of them a paragraph. Lines count from 1. */
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
 * Maps a height in one text to its counterpart: the same position in the same paragraph if the
 * numbers of paragraphs are equal, otherwise the same share of the whole.
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
  /** Visible height, in pixels. */
  readonly shown: number
}

/**
 * Scroll position at which a text is aligned with its counterpart. The reference line is the upper
 * edge at the start of a text, the lower edge at its end, and between them in between: so both
 * texts start and end together.
 */
export const correspondingScroll = (from: Scrolled, to: Scrolled, scroll: number): number => {
  const most = from.places.height - from.shown
  const mostThere = Math.max(0, to.places.height - to.shown)
  if (most <= 0) return 0
  const share = Math.min(1, Math.max(0, scroll / most))
  const height = correspondingHeight(from.places, to.places, scroll + share * from.shown)
  return Math.min(mostThere, Math.max(0, height - share * to.shown))
}
