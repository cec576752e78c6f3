import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { whenAtRest } from './when-at-rest.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a window in use is left alone; at rest it is called back once, and again after the next use', () => {
  const callback = vi.fn()
  const used = whenAtRest(callback, 5_000)
  for (let second = 0; second < 30; second += 1) {
    used()
    vi.advanceTimersByTime(1_000)
  }
  expect(callback).not.toHaveBeenCalled()
  vi.advanceTimersByTime(60_000)
  expect(callback).toHaveBeenCalledOnce()
  used()
  vi.advanceTimersByTime(60_000)
  expect(callback).toHaveBeenCalledTimes(2)
})

test('the rest is counted from the last use, not from the first', () => {
  const callback = vi.fn()
  const used = whenAtRest(callback, 5_000)
  used()
  vi.advanceTimersByTime(4_000)
  used()
  vi.advanceTimersByTime(4_900)
  expect(callback).not.toHaveBeenCalled()
  vi.advanceTimersByTime(100)
  expect(callback).toHaveBeenCalledOnce()
})
