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

  it('seem to say nothing of age, sex, looks, means, rank or place', () => {
    const telling = `young elder minor senior junior old tall slim slender lean little giant large
      white brown gray ebony ivory fair blond rich poor noble royal general captain chief north
      south east west central rural urban coastal inland local border river bridge coast city capital
      king queen lady lord man woman boy girl maiden bonnet apron rose lily iris ivy daisy jasmine
      hazel violet olive poppy robin frank basil dale jade ruby pearl desk`
      .trim()
      .split(/\s+/)
    for (const words of codeNameWords) {
      expect(words.filter((word) => telling.includes(word))).toEqual([])
    }
  })

  it('are drawn from both whole lists, not from the content of the vault', () => {
    const [first, second] = [new Set<string>(), new Set<string>()]
    for (let i = 0; i < 20_000; i++) {
      const [one = '', two = ''] = suggestCodeName(new Set()).toLowerCase().split(' ')
      first.add(one)
      second.add(two)
    }
    expect([first.size, second.size]).toEqual(codeNameWords.map((words) => words.length))
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
