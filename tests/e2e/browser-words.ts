import { readFileSync } from 'node:fs'

/**
 * All that could be the name of a scheme or a permission in a program: its C strings of lower-case
 * letters, digits, `+`, `.` and `-`, and each end of one, since a linker stores `sync` within
 * `background-sync`. With them a page or main can be asked for every name that a Chromium knows,
 * also one that did not exist when the test was written.
 *
 * @param executable the path of the program
 */
export const wordsOf = (executable: string): string[] => {
  const text = readFileSync(executable).toString('latin1')
  const words = new Set<string>()
  for (const [, word = ''] of text.matchAll(/(?<![\x20-\x7e])([a-z][a-z0-9+.-]{1,40})(?=\0)/g)) {
    for (let at = 0; at < word.length - 1; at++) words.add(word.slice(at))
  }
  return [...words].filter((word) => /^[a-z]/.test(word))
}
