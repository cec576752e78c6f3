import { expect, test } from 'vitest'
import { inSlices } from './in-slices.ts'

/** Keeps the thread for so many milliseconds at every step. */
function* busy(steps: number, ms: number): Generator<undefined, string, undefined> {
  for (let step = 0; step < steps; step += 1) {
    for (const since = performance.now(); performance.now() - since < ms;);
    yield
  }
  return 'done'
}

test('long work lets others have their turn, and gives what it worked out', async () => {
  let turns = 0
  const timer = setInterval(() => (turns += 1), 1)
  try {
    expect(await inSlices(busy(20, 5))).toBe('done')
    expect(turns).toBeGreaterThan(3)
  } finally {
    clearInterval(timer)
  }
})

test('short work is done without a pause', async () => {
  let isInterrupted = false
  setTimeout(() => (isInterrupted = true), 0)
  await inSlices(busy(3, 0))
  expect(isInterrupted).toBe(false)
})
