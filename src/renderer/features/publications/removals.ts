import type { DraftRemoval } from './draft.ts'

/**
 * Where an offset of a text field lies in the text itself: fields count CR LF, and CR alone, as one
 * line feed.
 */
export const offsetInText = (text: string, offset: number): number => {
  let at = 0
  for (let shown = 0; shown < offset && at < text.length; shown += 1) {
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
  return at
}

/** Every place of some words in a text, one after another. */
export const placesOf = (text: string, words: string): { start: number; end: number }[] => {
  const places: { start: number; end: number }[] = []
  if (words === '') return places
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    places.push({ start: at, end: at + words.length })
  }
  return places
}

/** With these as well; one that lies inside another is left out. */
export const withRemovals = (
  before: readonly DraftRemoval[],
  added: readonly DraftRemoval[],
): DraftRemoval[] => {
  const inside = (one: DraftRemoval, other: DraftRemoval): boolean =>
    one !== other && other.start <= one.start && one.end <= other.end
  const all = [...before]
  for (const one of added) {
    if (all.some((other) => other.start <= one.start && one.end <= other.end)) continue
    all.push(one)
  }
  return all
    .filter((one) => !all.some((other) => inside(one, other)))
    .sort((a, b) => a.start - b.start)
}
