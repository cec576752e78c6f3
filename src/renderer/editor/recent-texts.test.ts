import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { following, recentTexts } from './recent-texts.ts'

const before = 'On 3 March we left. On 3 March they came.'

/** The positions of the words after these edits, as [from, to, insert]. */
const after = (...edits: readonly (readonly [number, number, string])[]): (number | null)[] => {
  let state = EditorState.create({ doc: before, extensions: [recentTexts] })
  for (const [from, to, insert] of edits) {
    state = state.update({ changes: { from, to, insert } }).state
  }
  const follow = following(state, before)
  return [3, 23].map((start) => {
    const now = follow?.({ start, end: start + 7 }) ?? null
    if (now !== null) expect(state.sliceDoc(now.start, now.end)).toBe('3 March')
    return now?.start ?? null
  })
}

describe('what was found in a text, some keys later', () => {
  it('is where its own words went', () => {
    expect(after()).toEqual([3, 23])
    expect(after([0, 0, 'Then: '])).toEqual([9, 29])
    expect(after([14, 14, 'all '], [0, 0, 'x'], [0, 1, ''])).toEqual([3, 27])
  })

  it('is never taken for another occurrence of the same words', () => {
    expect(after([0, 0, 'On 3 March, no: '])).toEqual([19, 39])
    expect(after([0, 20, ''])).toEqual([null, 3])
    expect(after([0, 0, '3'], [1, 1, ' '], [2, 2, 'M'], [3, 3, 'arch '])).toEqual([11, 31])
  })

  it('is gone where its words or their edges were written into', () => {
    expect(after([3, 3, '1'])).toEqual([null, 24])
    expect(after([30, 30, 's'])).toEqual([3, null])
    expect(after([5, 6, 'm'])).toEqual([null, 23])
  })

  it('is not guessed of a text that was not held of late', () => {
    const state = EditorState.create({ doc: before, extensions: [recentTexts] })
    expect(following(state, 'Another text')).toBeNull()
    let later = state
    for (let key = 0; key < 80; key += 1) {
      later = later.update({ changes: { from: 0, insert: 'x' } }).state
    }
    expect(following(later, before)).toBeNull()
  })
})
