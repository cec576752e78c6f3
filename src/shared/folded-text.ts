/** Code units that are made one text at a time: an engine takes no more arguments than that. */
const unitsAtOnce = 8_192

/** The text of the first so many code units, of lone surrogates too. */
const textOf = (units: Uint16Array, length: number): string => {
  const parts: string[] = []
  for (let from = 0; from < length; from += unitsAtOnce)
    parts.push(String.fromCharCode(...units.subarray(from, Math.min(length, from + unitsAtOnce))))
  return parts.join('')
}

/** A folded text, and the origin in the text of each code unit; null: the same offset. */
export type FoldedText = { readonly text: string; readonly origin: readonly number[] | null }

/**
 * ASCII, common punctuation, kana, Han, Hangul, full-width punctuation: folding these moves
 * nothing. Most texts consist of these, and most parts of other texts.
 */
const unmovedUnits = String.raw`\0-\u00bf\u2010-\u2027\u2030-\u205e\u2e80-\ua4cf\uac00-\ud7ff\uff00-\uff20\uff3b-\uffef`
const unmoved = new RegExp(`^[${unmovedUnits}]*$`)

/**
 * Marks that a search does not ask for: Latin, Greek and Cyrillic ones, vowels and signs that Arabic
 * and Hebrew may leave out, selectors of a variant, and what encloses a character.
 */
export const leftOut =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u093c\u180b-\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}\p{Me}]/gu

/** One character as the index folds it. */
const foldCharacter = (character: string): string =>
  character.normalize('NFD').replace(leftOut, '').normalize('NFC').toLowerCase()

/** Folded characters that are not one unit which folds to one unit. */
const otherFolds = new Map<string, string>()

const foldOther = (character: string): string => {
  let folded = otherFolds.get(character)
  if (folded === undefined) {
    folded = foldCharacter(character)
    otherFolds.set(character, folded)
  }
  return folded
}

/** No unit folds to one of these: not known yet, folded to nothing, or not to one unit. */
const [unknownFold, noFold, otherFold] = [0xdfff, 0xdffe, 0xd800]

/** What each code unit folds to, as far as it was needed. */
const folds = new Uint16Array(0x1_0000).fill(unknownFold)

const foldUnit = (unit: number): number => {
  const character = String.fromCharCode(unit)
  const folded = foldCharacter(character)
  if (folded === '') return noFold
  return folded.length === 1 && !/\p{Surrogate}/u.test(character + folded)
    ? folded.charCodeAt(0)
    : otherFold
}

/** Folded code units: the first `length` of `units`. */
type FoldedUnits = { readonly units: Uint16Array; readonly length: number }

/**
 * Folds character by character. Most characters fold to one code unit, which is looked up.
 *
 * @param origin takes the origin of each code unit, if folding moves any; null: none is noted.
 */
const foldUnits = (text: string, origin: number[] | null): FoldedUnits => {
  let units = new Uint16Array(text.length)
  let length = 0
  let isMoved = false
  const move = (): void => {
    if (!isMoved && origin !== null) for (let i = 0; i < length; i += 1) origin[i] = i
    isMoved = true
  }
  for (let at = 0; at < text.length;) {
    const unit = text.charCodeAt(at)
    let folded = folds[unit] ?? otherFold
    if (folded === unknownFold) folds[unit] = folded = foldUnit(unit)
    if (folded === noFold) {
      move()
      at += 1
      continue
    }
    if (folded !== otherFold) {
      if (isMoved && origin !== null) origin[length] = at
      units[length] = folded
      length += 1
      at += 1
      continue
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    const plain = foldOther(character)
    move()
    if (length + plain.length + text.length - at > units.length) {
      const longer = new Uint16Array(2 * units.length + plain.length)
      longer.set(units)
      units = longer
    }
    for (let i = 0; i < plain.length; i += 1) {
      if (isMoved && origin !== null) origin[length] = at
      units[length] = plain.charCodeAt(i)
      length += 1
    }
    at += character.length
  }
  if (isMoved && origin !== null) origin[length] = text.length
  return { units, length }
}

/** The code units of a folded text. */
export const foldedUnits = (text: string): Uint16Array => {
  const { units, length } = foldUnits(text, null)
  return units.subarray(0, length)
}

/** Folds a text so that every code unit has an origin. */
export const foldWithOrigin = (text: string): FoldedText => {
  if (unmoved.test(text)) return { text: text.toLowerCase(), origin: null }
  const origin: number[] = []
  const { units, length } = foldUnits(text, origin)
  return { text: textOf(units, length), origin: origin.length === 0 ? null : origin }
}
