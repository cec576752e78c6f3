import { describe, expect, test, vi } from 'vitest'
import { timeSlice, newestTimeSliced } from './time-slice.ts'

/** Blocks the thread for this many milliseconds at every step. */
const busy = function* (
  steps: number,
  ms: number,
  result = 'done',
): Generator<undefined, string, undefined> {
  for (let step = 0; step < steps; step += 1) {
    for (const since = performance.now(); performance.now() - since < ms;);
    yield
  }
  return result
}

test('long work lets others have their turn, and gives what it worked out', async () => {
  let turns = 0
  const timer = setInterval(() => (turns += 1), 1)
  try {
    expect(await timeSlice(busy(20, 5))).toBe('done')
    expect(turns).toBeGreaterThan(3)
  } finally {
    clearInterval(timer)
  }
})

test('short work is done without a pause', async () => {
  let isInterrupted = false
  setTimeout(() => (isInterrupted = true), 0)
  await timeSlice(busy(3, 0))
  expect(isInterrupted).toBe(false)
})

describe('the newest of what is asked for', () => {
  const asked = () => {
    const results: string[] = []
    return { results, ...newestTimeSliced<string>((result) => results.push(result)) }
  }

  test('is there at once if it is short', () => {
    const { ask, results } = asked()
    ask(busy(1, 0, 'first'))
    ask(busy(1, 0, 'second'))
    expect(results).toEqual(['first', 'second'])
  })

  test('waits for what goes on, and what came between is left out', async () => {
    const { ask, results } = asked()
    ask(busy(5, 5, 'goes on'))
    ask(busy(1, 0, 'between'))
    ask(busy(1, 0, 'newest'))
    expect(results).toEqual([])
    await vi.waitFor(() => expect(results).toEqual(['goes on', 'newest']))
  })

  test('may be asked for by what is done', async () => {
    const results: string[] = []
    const { ask } = newestTimeSliced<string>((result) => {
      results.push(result)
      if (result === 'first') ask(busy(1, 0, 'second'))
    })
    ask(busy(5, 5, 'first'))
    await vi.waitFor(() => expect(results).toEqual(['first', 'second']))
  })

  test('is given up with all else', async () => {
    const { ask, end, results } = asked()
    ask(busy(5, 5, 'goes on'))
    ask(busy(1, 0, 'newest'))
    end()
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(results).toEqual([])
    ask(busy(1, 0, 'later'))
    expect(results).toEqual(['later'])
  })
})
