/** What stands at the edges of a match decides whether it is a word of its own. */
export const isDigit = (unit: string): boolean => unit >= '0' && unit <= '9'

const latin = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]$/u

/** What the expression said of each unit: 1 for no, 2 for yes, 0 where it was not asked. */
const known = new Uint8Array(0x1_0000)

/** Letters of one UTF-16 unit. */
export function isLatin(unit: string): boolean {
  const code = unit.charCodeAt(0)
  if (known[code] === 0) known[code] = latin.test(unit) ? 2 : 1
  return known[code] === 2
}

export const isHangul = (unit: string): boolean => unit >= '가' && unit <= '힣'

export const isHan = (unit: string): boolean => unit >= '\u3400' && unit <= '\u9fff'

const isInWord = (unit: string): boolean => isDigit(unit) || isLatin(unit)

/** Two units that belong to one word in a script that writes spaces; digits to one number. */
export const joined = (left: string, right: string): boolean => isInWord(left) && isInWord(right)

/** True where neither edge of [start, end) cuts a word or a number. */
export const standsAlone = (text: string, start: number, end: number): boolean =>
  !joined(text[start - 1] ?? ' ', text[start] ?? ' ') &&
  !joined(text[end - 1] ?? ' ', text[end] ?? ' ')
