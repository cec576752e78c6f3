import { describe, expect, it } from 'vitest'
import { codeNameWords, suggestCodeName } from './code-names.ts'

describe('code names', () => {
  it('come from two lists of at least 200 different words each', () => {
    for (const words of codeNameWords) {
      expect(words.length).toBeGreaterThanOrEqual(200)
      expect(new Set(words).size).toBe(words.length)
      expect(words.every((word) => /^[a-z]+$/.test(word))).toBe(true)
    }
  })

  it('are two words, and never one that is taken', () => {
    const taken = new Set<string>()
    for (let i = 0; i < 2_000; i++) {
      const name = suggestCodeName(taken)
      expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
      expect(taken.has(name)).toBe(false)
      taken.add(name)
    }
  })
})
