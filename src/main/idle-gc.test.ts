import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { collectWhenIdle } from './idle-gc.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('what was read is collected once nobody asks for more, and again after the next request', () => {
  const collect = vi.fn()
  const free = vi.fn()
  const asked = collectWhenIdle({ gc: collect }, free)
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

test('an engine that has nothing to collect with is left alone', () => {
  collectWhenIdle({})()
  expect(vi.getTimerCount()).toBe(0)
})
