/*
 * Characters at the edges of a match decide whether it is a separate word. All tests use code units
 * as numbers: comparing strings costs many times as much, and every candidate is tested.
 */

const isBetween = (code: number, first: number, last: number): boolean =>
  code >= first && code <= last

export const isDigitCode = (code: number): boolean => isBetween(code, 0x30, 0x39)

export const isDigit = (unit: string): boolean => isDigitCode(unit.charCodeAt(0))

const latin = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]$/u

/** Cached results of the expression for each unit: 1 for no, 2 for yes, 0 for not tested. */
const known = new Uint8Array(0x1_0000)

const isLatinCode = (code: number): boolean => {
  if (known[code] === 0) known[code] = latin.test(String.fromCharCode(code)) ? 2 : 1
  return known[code] === 2
}

/** Letters of one UTF-16 unit. */
export const isLatin = (unit: string): boolean => isLatinCode(unit.charCodeAt(0))

/** Syllables, from 가 to 힣. */
export const isHangul = (unit: string): boolean => isBetween(unit.charCodeAt(0), 0xac00, 0xd7a3)

export const isHan = (unit: string): boolean => isBetween(unit.charCodeAt(0), 0x3400, 0x9fff)

const isInWord = (code: number): boolean => isDigitCode(code) || isLatinCode(code)

/** True where the units before and at `at` belong to one word of a script that writes spaces, or number. */
export const joinedAt = (text: string, at: number): boolean =>
  isInWord(text.charCodeAt(at - 1)) && isInWord(text.charCodeAt(at))

/** True where neither edge of [start, end) cuts a word or a number. */
export const standsAlone = (text: string, start: number, end: number): boolean =>
  !joinedAt(text, start) && !joinedAt(text, end)
