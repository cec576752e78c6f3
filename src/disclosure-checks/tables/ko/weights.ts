/** Words that say a little each, and how much. */
export type Clue = readonly [weight: number, words: RegExp]

export const enough = 2.5

/** What the clues of a list weigh, up to what is enough: what weighs against stands first in it. */
export function weigh(text: string, clues: readonly Clue[]): number {
  let sum = 0
  for (const [weight, words] of clues) {
    if (words.test(text)) sum += weight
    if (sum >= enough) break
  }
  return sum
}
