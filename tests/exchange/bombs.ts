/*
 * Texts of few signs that a parser makes much of. As large as a frame may be, each held a vault up for
 * seconds, before anybody asked who had signed it.
 */

/** `unit` over and over, up to so many bytes. */
const filled = (unit: string, bytes: number): string => unit.repeat(Math.floor(bytes / unit.length))

const list = (unit: string, bytes: number): string => `[${filled(unit, bytes - 3)}0]`

/** One object with so many keys, none of which a format knows. */
const members = (bytes: number): string => {
  const one = (i: number): string => `"k${i.toString(36).padStart(6, '0')}":0`
  const count = Math.floor((bytes - 2) / 12)
  return `{${Array.from({ length: count }, (_, i) => one(i)).join(',')}}`
}

/** Numbers as texts whose hashes a parser of Chromium's finds in one place. */
const numerals = (bytes: number): string => {
  const count = Math.min(65_000, Math.floor((bytes - 2) / 13))
  return `[${Array.from({ length: count }, (_, i) => `"${String((i * 65_536) % 4_294_967_295).padStart(10, '1')}"`).join(',')}]`
}

/** By its name, a text of at most so many bytes. */
export const bombs: readonly (readonly [name: string, text: (bytes: number) => string])[] = [
  ['empty objects', (bytes) => list('{},', bytes)],
  ['empty lists', (bytes) => list('[],', bytes)],
  ['deep lists', (bytes) => list(`${'['.repeat(30)}${']'.repeat(30)},`, bytes)],
  ['small objects', (bytes) => list('{"a":0},', bytes)],
  ['numbers', (bytes) => list('0,', bytes)],
  ['members', members],
  ['numerals', numerals],
]
