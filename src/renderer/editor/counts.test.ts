import { describe, expect, it } from 'vitest'
import { countText } from './body-editor.tsx'

describe('countText', () => {
  it('counts English words without their punctuation', () => {
    expect(countText('They were sent back, at night.', 'en')).toEqual({ words: 6, characters: 30 })
  })

  it('counts Chinese words, which no space divides', () => {
    expect(countText('他们被遣返了', 'zh-Hans').words).toBeGreaterThan(1)
  })

  it('counts a character outside the basic plane once', () => {
    expect(countText('𠮷', 'zh-Hans').characters).toBe(1)
  })

  it('stops counting words in very long texts', () => {
    expect(countText('a '.repeat(100_001), 'en')).toEqual({ words: null, characters: 200_002 })
  })
})
