import { expect, test } from 'vitest'
import { runSync } from './time-slice.ts'
import { memoizeLast } from './memoize-last.ts'

const counted = () => {
  const made: string[] = []
  const joined = memoizeLast(function* (words: readonly string[], between: string) {
    yield
    made.push(between)
    return { text: words.join(between) }
  })
  return { made, joined }
}

test('what was made of a source is there the next time, and not before', () => {
  const { made, joined } = counted()
  const words = ['a', 'b']
  expect(joined(words, '-').known()).toBe(undefined)
  const result = runSync(joined(words, '-').steps())
  expect(result).toEqual({ text: 'a-b' })
  expect(joined(words, '-').known()).toBe(result)
  expect(runSync(joined(words, '-').steps())).toBe(result)
  expect(made).toEqual(['-'])
})

test('another source, or other arguments, make it anew', () => {
  const { joined } = counted()
  const words = ['a', 'b']
  runSync(joined(words, '-').steps())
  expect(joined(['a', 'b'], '-').known()).toBe(undefined)
  expect(joined(words, '+').known()).toBe(undefined)
  expect(runSync(joined(words, '+').steps())).toEqual({ text: 'a+b' })
})

test('of all that was made of one source, only the last is kept, and the one before', () => {
  const { joined } = counted()
  const words = ['a', 'b']
  for (const between of ['-', '+', '*']) runSync(joined(words, between).steps())
  const known = ['-', '+', '*'].map((between) => joined(words, between).known()?.text)
  expect(known).toEqual([undefined, 'a+b', 'a*b'])
})
