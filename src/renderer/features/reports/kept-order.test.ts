import { describe, expect, it } from 'vitest'
import { createKeptOrder, insertedAt } from './kept-order.ts'

/** A list that supports removing and restoring items. */
const listOf = (...begun: string[]) => {
  const order = createKeptOrder()
  let now: readonly string[] = begun
  return {
    now: () => now.join(''),
    add: (one: string) => {
      now = [...now, one]
    },
    remove: (one: string) => {
      order.note(now)
      now = now.filter((other) => other !== one)
    },
    putBack: (one: string) => {
      now = insertedAt(now, order.placeOf(one, now), one)
    },
  }
}

const ordersOf = (all: readonly string[]): string[][] =>
  all.length === 0
    ? [[]]
    : all.flatMap((one) =>
        ordersOf(all.filter((other) => other !== one)).map((rest) => [one, ...rest]),
      )

describe('what was removed from a list', () => {
  it('stands as it stood, whichever was removed and put back first', () => {
    for (const removed of ordersOf(['a', 'b', 'c', 'd'])) {
      for (const back of ordersOf(removed.slice(0, 3))) {
        const list = listOf('a', 'b', 'c', 'd')
        for (const one of removed.slice(0, 3)) list.remove(one)
        for (const one of back) {
          list.putBack(one)
          expect(list.now()).toBe([...list.now()].sort().join(''))
        }
        expect(list.now()).toBe('abcd')
      }
    }
  })

  it.each([
    ['in front of what was added since', '-c +d -b <c', 'acd'],
    ['behind what it was added to', '-c +d -b <c <b', 'abcd'],
    ['there again after it was removed a second time', '-a -b <b -b <a <b', 'abc'],
  ])('stands %s', (_, acts, end) => {
    const list = listOf('a', 'b', 'c')
    for (const act of acts.split(' ')) {
      const one = act.slice(1)
      if (act.startsWith('-')) list.remove(one)
      else if (act.startsWith('+')) list.add(one)
      else list.putBack(one)
    }
    expect(list.now()).toBe(end)
  })
})
