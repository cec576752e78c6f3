import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { withTimeout } from './printing.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('what has no answer is given up after its time, with a code', async () => {
  const given = expect(withTimeout(new Promise(() => undefined), 60_000)).rejects.toMatchObject({
    code: 'internal',
  })
  await vi.advanceTimersByTimeAsync(59_999)
  expect(vi.getTimerCount()).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  await given
})

it('what is answered in time is that answer, and leaves nothing waiting', async () => {
  expect(await withTimeout(Promise.resolve('page'), 60_000)).toBe('page')
  await expect(withTimeout(Promise.reject(new Error('gone')), 60_000)).rejects.toThrow('gone')
  expect(vi.getTimerCount()).toBe(0)
})

it('what fails after its time was given up already', async () => {
  let fail: (cause: Error) => void = () => undefined
  const given = expect(
    withTimeout(new Promise((_, reject) => (fail = reject)), 60_000),
  ).rejects.toMatchObject({ code: 'internal' })
  await vi.advanceTimersByTimeAsync(60_000)
  await given
  // The rejection has no listener: it must not end the main process as unhandled.
  fail(new Error('aborted'))
  await vi.advanceTimersByTimeAsync(0)
})

it('what nobody waits for any more is given up at once', async () => {
  const given = new AbortController()
  const waited = expect(
    withTimeout(new Promise(() => undefined), 60_000, given.signal),
  ).rejects.toMatchObject({ code: 'cancelled' })
  given.abort()
  await waited
  expect(vi.getTimerCount()).toBe(0)
  await expect(
    withTimeout(new Promise(() => undefined), 60_000, given.signal),
  ).rejects.toMatchObject({
    code: 'cancelled',
  })
})
