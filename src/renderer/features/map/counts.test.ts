import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claim } from '../../../shared/claims.ts'
import { hull, qualifierOf, shared, spanOf, sum } from './counts.ts'
import type { CountRange } from './counts.ts'

type Count = Claim['content']['count']
const count = (qualifier: Count['qualifier'], low: number | null, high: number | null = null) =>
  ({ qualifier, low, high }) as Count

const number = fc.nat({ max: 5_000 })
const anyCount = fc.oneof(
  fc
    .tuple(fc.constantFrom('exactly', 'about', 'at-least', 'at-most'), number)
    .map(([qualifier, low]) => count(qualifier, low)),
  fc.tuple(number, number).map(([a, b]) => count('between', Math.min(a, b), Math.max(a, b))),
  fc.constant(count('unknown', null)),
)
const anySpan = anyCount.map(spanOf)

/** An actual number of people that is consistent with a claim. */
const truthOf = ({ qualifier, low, high }: Count, more: number): number => {
  if (low === null) return more
  if (qualifier === 'at-least') return low + more
  if (qualifier === 'at-most') return Math.min(low, more)
  return qualifier === 'between' ? Math.min(high ?? low, low + more) : low
}
const holds = (span: CountRange | null, people: number): boolean =>
  span === null || (people >= span.low && (span.high === null || people <= span.high))

describe('a sum of what claims say', () => {
  it('holds whatever the truth is, as long as each claim is true', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyCount, number), { maxLength: 8 }), (claims) => {
        const truth = claims.reduce((all, [said, more]) => all + truthOf(said, more), 0)
        expect(holds(sum(claims.map(([said]) => spanOf(said))), truth)).toBe(true)
      }),
    )
  })

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 8 }), (spans) => {
        expect(sum([...spans].reverse())).toEqual(sum(spans))
        expect(hull([...spans].reverse())).toEqual(hull(spans))
      }),
    )
  })

  it('never takes an unknown number for nought', () => {
    const spans = [count('exactly', 40), count('unknown', null)].map(spanOf)
    expect(sum(spans)).toEqual({ low: 40, high: null, isAbout: false })
    expect(qualifierOf(sum(spans))).toBe('at-least')
    expect(sum([spanOf(count('unknown', null))])).toBe(null)
    expect(qualifierOf(sum([]))).toBe('unknown')
  })

  it('keeps the word that says how sure it is', () => {
    const said = (...counts: Count[]): string => qualifierOf(sum(counts.map(spanOf)))
    expect(said(count('exactly', 4), count('exactly', 6))).toBe('exactly')
    expect(said(count('exactly', 4), count('about', 6))).toBe('about')
    expect(said(count('exactly', 4), count('at-least', 6))).toBe('at-least')
    expect(said(count('exactly', 4), count('at-most', 6))).toBe('between')
    expect(said(count('at-most', 4), count('at-most', 6))).toBe('at-most')
    expect(said(count('between', 20, 40), count('exactly', 5))).toBe('between')
  })

  it('of several claims about the same people is the range of what they say', () => {
    const spans = [count('about', 200), count('between', 150, 180)].map(spanOf)
    expect(hull(spans)).toEqual({ low: 150, high: 200, isAbout: true })
    expect(hull([...spans, spanOf(count('unknown', null))])?.high).toBe(200)
  })

  it('of people who took one of several routes may be none of them', () => {
    expect(shared(spanOf(count('about', 200)))).toEqual({ low: 0, high: 200, isAbout: true })
    expect(shared(spanOf(count('at-least', 200)))).toBe(null)
  })
})
