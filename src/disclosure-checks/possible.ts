import type { LetterSets } from './letter-sets.ts'
import type { Program } from './program.ts'

/**
 * False where no match of a program can be made of these classes of the alphabet, in whatever order
 * and however often: a plate of Laos in a text without a letter of Lao. A look at the program costs
 * much less than a pass over a long text.
 */
export function isPossible(
  { ends, size, start, to }: Program,
  { own, count, setOf, holds }: LetterSets,
  classes: readonly number[],
): boolean {
  const letters = new Set(classes.map((each) => own[each] ?? count))
  letters.delete(count)
  const known = new Map<number, boolean>()
  const isRead = (set: number): boolean => {
    let answer = known.get(set)
    if (answer === undefined) {
      answer = [...letters].some((letter) => holds[set * count + letter] === 1)
      known.set(set, answer)
    }
    return answer
  }
  const isSeen = new Uint8Array(size)
  const waiting = [start]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (ends[at] === true) return true
    if (isSeen[at] === 1) continue
    isSeen[at] = 1
    const set = setOf[at] ?? -1
    if (set === -1 || isRead(set)) waiting.push(...(to[at] ?? []))
  }
  return false
}
