/*
 * Short texts that are costly to parse. At the size of a frame, each blocked a vault for seconds,
 * before any signature was checked.
 */

/** `unit` repeated up to this many bytes. */
const filled = (unit: string, bytes: number): string => unit.repeat(Math.floor(bytes / unit.length))

const list = (unit: string, bytes: number): string => `[${filled(unit, bytes - 3)}0]`

/** One object with this many keys, none known to a format. */
const members = (bytes: number): string => {
  const one = (i: number): string => `"k${i.toString(36).padStart(6, '0')}":0`
  const count = Math.floor((bytes - 2) / 12)
  return `{${Array.from({ length: count }, (_, i) => one(i)).join(',')}}`
}

/** Numeric strings whose hashes collide in Chromium's parser. */
const numerals = (bytes: number): string => {
  const count = Math.min(65_000, Math.floor((bytes - 2) / 13))
  return `[${Array.from({ length: count }, (_, i) => `"${String((i * 65_536) % 4_294_967_295).padStart(10, '1')}"`).join(',')}]`
}

/** By name, a text of at most this many bytes. */
export const bombs: readonly (readonly [name: string, text: (bytes: number) => string])[] = [
  ['empty objects', (bytes) => list('{},', bytes)],
  ['empty lists', (bytes) => list('[],', bytes)],
  ['deep lists', (bytes) => list(`${'['.repeat(30)}${']'.repeat(30)},`, bytes)],
  ['small objects', (bytes) => list('{"a":0},', bytes)],
  ['numbers', (bytes) => list('0,', bytes)],
  ['members', members],
  ['numerals', numerals],
]
