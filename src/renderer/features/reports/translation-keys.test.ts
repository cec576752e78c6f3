import { expect, it } from 'vitest'
import type { Translation } from '../../../shared/records.ts'
import { changed, keyOf, recognise } from './translation-keys.ts'

const translation = (body: string, language: Translation['language'] = 'en'): Translation => ({
  language,
  title: '',
  body,
  translator: '',
  editor: '',
})

/** Index of the previous translation matched by each next one; -1 for none. */
const takenFor = (next: readonly Translation[], before: readonly Translation[]): number[] => {
  const keys = before.map(keyOf)
  recognise(next, before)
  return next.map((one) => keys.indexOf(keyOf(one)))
}

it('the same one is known by what it says, also beside others in its language', () => {
  const before = [translation('A'), translation('B')]
  expect(takenFor([translation('X'), translation('A'), translation('B')], before)).toEqual([
    -1, 0, 1,
  ])
  expect(takenFor([translation('B')], before)).toEqual([1])
})

it('one that says something else is known by its language', () => {
  const before = [translation('A'), translation('B', 'ko')]
  expect(takenFor([translation('B2', 'ko'), translation('A2')], before)).toEqual([1, 0])
  expect(takenFor([translation('A', 'zh-Hans')], before)).toEqual([-1])
})

it('of two that say the same, each is taken for one, in their order', () => {
  const before = [translation('A'), translation('A')]
  expect(takenFor([translation('A'), translation('A'), translation('A')], before)).toEqual([
    0, 1, -1,
  ])
})

it('one that was kept keeps its key, whatever is made of the same object later', () => {
  const first = translation('A')
  const second = translation('A')
  const kept = changed(first, {})
  const key = keyOf(kept)
  expect(key).toBe(keyOf(first))
  // A reloaded answer shares unchanged parts with the previous one.
  recognise([first], [second])
  expect([keyOf(first), keyOf(kept)]).toEqual([keyOf(second), key])
})
