import { asked, numbers, run } from './engine-acts.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import type { Side } from './side.ts'
import { median, timed } from './timing.ts'
import { searchedWords, vocabularies } from './words.ts'

/**
 * Does the index find exactly what reading every text would find, for words of one and two
 * characters, and how much sooner?
 */
export const completeSearch = (side: Side, size: string, terms: number): readonly Figure[] => {
  const group = 'Search of one and two characters'
  const words = vocabularies()
  return (['ko', 'zh'] as const)
    .flatMap((language) =>
      [1, 2].map((letters) => {
        const list = [...new Set(searchedWords(words[language], letters))].slice(0, terms)
        let both = 0
        let all = 0
        const index: number[] = []
        const reading: number[] = []
        for (const word of list) {
          let wanted: readonly number[] = []
          reading.push(timed(() => (wanted = numbers(side, 'fallback', word))))
          const found = new Set(numbers(side, 'matches', asked(word)))
          // Also times the query once, as a search runs it.
          index.push(timed(() => run(side, 'newest', asked(word))))
          both += wanted.filter((num) => found.has(num)).length
          // A hit of only one of the two counts against the app, whichever it is.
          all += new Set([...wanted, ...found]).size
        }
        const name = `${language}, ${String(letters)}, ${size} reports`
        return [
          figure({
            group,
            name: `${name}: found (${String(both)} of ${String(all)})`,
            unit: 'share',
            ours: both / all,
            bar: { on: 'ours', least: 1 },
          }),
          figure({
            group,
            name: `${name}: newest 50`,
            unit: 'ms',
            ours: median(index),
            limit: { of: 'ms to read every text', value: median(reading) },
            bar: { on: 'ratio', most: 0.01 },
          }),
        ]
      }),
    )
    .flat()
}
