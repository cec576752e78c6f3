import { describe, expect, test } from 'vitest'
import { corpusLanguages, measureAll, readCorpus, table, totals } from '../corpus/measure.ts'

const counts = measureAll()
const all = totals([...counts.values()])
const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)

describe('the labelled corpus', () => {
  test('is printed by family and language', () => {
    process.stdout.write(`${table(counts)}\n`)
    expect(counts.size).toBe(corpusLanguages.length)
  })

  test.each(corpusLanguages)('holds no sentence twice in %s', (language) => {
    const seen = new Set<string>()
    const twice = readCorpus(language)
      .map((line) => line.t.trim())
      .filter((text) => seen.size === seen.add(text).size)
    expect(twice).toEqual([])
  })
})

describe('on the labelled corpus', () => {
  test('structured identifiers are found: recall at least 0.99', () => {
    expect(
      share(all.structured.found, all.structured.labels),
      table(counts),
    ).toBeGreaterThanOrEqual(0.99)
  })

  test('contextual identifiers are found: recall at least 0.85', () => {
    expect(
      share(all.contextual.found, all.contextual.labels),
      table(counts),
    ).toBeGreaterThanOrEqual(0.85)
  })

  test('findings are correct: precision at least 0.9', () => {
    expect(share(all.right, all.findings), table(counts)).toBeGreaterThanOrEqual(0.9)
  })

  test.each(corpusLanguages)('the bars hold in %s alone', (language) => {
    const count = counts.get(language)
    if (count === undefined) throw new Error(`nothing was measured in ${language}`)
    expect(count.sentences).toBeGreaterThan(500)
    const own = totals([count])
    expect(share(own.structured.found, own.structured.labels)).toBeGreaterThanOrEqual(0.99)
    expect(share(own.contextual.found, own.contextual.labels)).toBeGreaterThanOrEqual(0.85)
    expect(share(own.right, own.findings)).toBeGreaterThanOrEqual(0.9)
  })
})
