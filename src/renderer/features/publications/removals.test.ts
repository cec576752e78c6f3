import { describe, expect, it } from 'vitest'
import { offsetsOf, placesOf, withRemovals } from './removal-editor.tsx'

describe('removals', () => {
  it('mean the same words in the editor and in the text, whatever ends its lines', () => {
    const text = 'one\r\ntwo\rthree\r\n\r\nKim'
    const shown = 'one\ntwo\nthree\n\nKim'
    const { inEditor, inText } = offsetsOf(text)
    for (const word of ['one', 'two', 'three', 'Kim']) {
      const at = shown.indexOf(word)
      expect(text.slice(inText(at), inText(at + word.length))).toBe(word)
      expect(inEditor(text.indexOf(word))).toBe(at)
      expect(inEditor(text.indexOf(word) + word.length)).toBe(at + word.length)
    }
  })

  it('find every place of the words', () => {
    expect(placesOf('Kim and Kim', 'Kim')).toEqual([
      { start: 0, end: 3 },
      { start: 8, end: 11 },
    ])
    expect(placesOf('Kim', '')).toEqual([])
  })

  it('do not pile up', () => {
    const name = { start: 0, end: 3, category: 'name' } as const
    expect(withRemovals([name], [name])).toEqual([name])
    const wider = { start: 0, end: 8, category: 'role' } as const
    expect(withRemovals([name], [wider])).toEqual([wider])
    const later = { start: 9, end: 12, category: 'date' } as const
    expect(withRemovals([later], [name])).toEqual([name, later])
  })
})
