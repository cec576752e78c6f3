import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { collectWhenIdle, exposeGc } from './idle-gc.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('what was read is collected once nobody asks for more, and again after the next request', () => {
  const collect = vi.fn()
  const free = vi.fn()
  const asked = collectWhenIdle(collect, free)
  for (let request = 0; request < 20; request += 1) {
    asked()
    vi.advanceTimersByTime(1_000)
  }
  expect(collect).not.toHaveBeenCalled()
  vi.advanceTimersByTime(60_000)
  expect(collect).toHaveBeenCalledOnce()
  expect(free).toHaveBeenCalledOnce()
  asked()
  vi.advanceTimersByTime(60_000)
  expect(collect).toHaveBeenCalledTimes(2)
})

test('a process that was started without a flag collects what nothing refers to', async () => {
  vi.useRealTimers()
  const collect = exposeGc()
  const text = new WeakRef({ words: 'four lorries' })
  // A WeakRef keeps its object until the current job ends.
  await new Promise((resolve) => setTimeout(resolve, 0))
  collect()
  expect(text.deref()).toBeUndefined()
})
