import type { Sliced } from './time-slice.ts'

/** Items sorted or merged in one step. */
const perStep = 128

/** `toSorted` in slices; a stable sort. */
export const sorting = function* <Item extends object | number>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Sliced<readonly Item[]> {
  let runs: Item[] = []
  for (let at = 0; at < items.length; at += perStep) {
    runs.push(...items.slice(at, at + perStep).sort(compare))
    yield
  }
  for (let length = perStep; length < runs.length; length *= 2) {
    const merged: Item[] = []
    for (let begin = 0; begin < runs.length; begin += length * 2) {
      const middle = Math.min(begin + length, runs.length)
      const end = Math.min(middle + length, runs.length)
      for (let [left, right] = [begin, middle]; left < middle || right < end;) {
        const a = left < middle ? runs[left] : undefined
        const b = right < end ? runs[right] : undefined
        const isLeft = b === undefined || (a !== undefined && compare(a, b) <= 0)
        const first = isLeft ? a : b
        if (first === undefined) break
        merged.push(first)
        if (isLeft) left += 1
        else right += 1
        if (merged.length % perStep === 0) yield
      }
    }
    runs = merged
  }
  return runs
}
