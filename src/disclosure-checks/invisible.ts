/**
 * Characters that are invisible but carry data. Ranges of code points, inclusive. Format characters
 * (Cf), fillers, tags, variation selectors, private use.
 */
const ranges: readonly (readonly [number, number])[] = [
  [0x00ad, 0x00ad], // soft hyphen
  [0x034f, 0x034f], // combining grapheme joiner
  [0x0600, 0x0605],
  [0x061c, 0x061c], // Arabic letter mark
  [0x06dd, 0x06dd],
  [0x070f, 0x070f],
  [0x115f, 0x1160], // Hangul fillers
  [0x17b4, 0x17b5],
  [0x180b, 0x180f], // Mongolian selectors
  [0x200b, 0x200f], // zero width, marks of direction
  [0x2028, 0x202e], // separators of lines, bidi embedding and override
  [0x2060, 0x206f], // word joiner, invisible operators, isolates
  [0x2800, 0x2800], // blank of Braille
  [0x3164, 0x3164], // Hangul filler
  [0xd800, 0xdfff], // lone surrogates
  [0xfdd0, 0xfdef], // noncharacters
  [0xfe00, 0xfe0f], // variation selectors
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb], // unassigned, and notes between lines
  [0x16fe4, 0x16fe4], // filler of Khitan
  [0x1bca0, 0x1bca3],
  [0x1d159, 0x1d159], // a note head without a visible glyph
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff], // tags, variation selectors supplement
]

/** Control characters other than tab and line ends. */
const control = (cp: number): boolean =>
  (cp < 0x20 && cp !== 0x09 && cp !== 0x0a && cp !== 0x0d) || (cp >= 0x7f && cp <= 0x9f)

/** True where `cp` is invisible on the page. */
export const isInvisible = (cp: number): boolean => {
  if (cp < 0xad) return control(cp)
  // The last two of every plane are noncharacters.
  if ((cp & 0xfffe) === 0xfffe) return true
  for (const [low, high] of ranges) {
    if (cp < low) return false
    if (cp <= high) return true
  }
  return false
}

/** Spaces that are not the ordinary one. U+3000 is ordinary between Han characters. */
export const isOddSpace = (cp: number): boolean =>
  cp === 0x00a0 ||
  cp === 0x1680 ||
  (cp >= 0x2000 && cp <= 0x200a) ||
  cp === 0x202f ||
  cp === 0x205f ||
  cp === 0x3000
