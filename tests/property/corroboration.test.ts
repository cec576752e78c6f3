import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { corroborate } from '../../src/main/vault/records/corroboration.ts'
import { growth, linear } from '../exchange/cpu-time.ts'
import { plainCorroboration } from './plain-corroboration.ts'
import {
  counts,
  inputOf,
  named,
  run,
  sourcesOfClaim,
  source,
  sourceCount,
  world,
} from './corroboration-world.ts'
import type { World } from './corroboration-world.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

describe('corroboration', () => {
  it('counts a source once however many of its reports say so', () => {
    const one: World = {
      reports: [[0], [0], [0]],
      claims: [0, 1, 2],
      links: [
        { from: 1, to: 0, kind: 'supports' },
        { from: 2, to: 0, kind: 'supports' },
      ],
      same: [],
    }
    expect(counts(one)).toEqual([1, 1, 1])
  })

  it('counts sources that are one origin once, also by way of a third', () => {
    const three: World = {
      reports: [[0, 1, 2]],
      claims: [0],
      said: [[0, 1, 2]],
      links: [],
      same: [],
    }
    expect(counts(three)).toEqual([3])
    expect(counts({ ...three, same: [[0, 1]] })).toEqual([2])
    expect(
      counts({
        ...three,
        same: [
          [0, 4],
          [4, 2],
        ],
      }),
    ).toEqual([2])
  })

  it('counts two sources that are one origin with a third once, although the third is not here', () => {
    const gone = sourceCount
    const two: World = {
      reports: [[0, 1, 2]],
      claims: [0],
      said: [[0, 1, 2]],
      links: [],
      same: [
        [0, gone],
        [1, gone],
      ],
    }
    expect(counts(two)).toEqual([2])
    expect(run(two).origins.map(({ names }) => names)).toEqual([
      ['Source 0', 'Source 1'],
      ['Source 2'],
    ])
  })

  it('counts claims that go back to one telling once', () => {
    const two: World = {
      reports: [[0], [1]],
      claims: [0, 1],
      links: [{ from: 1, to: 0, kind: 'supports' }],
      same: [],
    }
    expect(counts(two)).toEqual([2, 1])
    expect(
      counts({ ...two, links: [...two.links, { from: 0, to: 1, kind: 'same-origin' }] }),
    ).toEqual([1, 1])
  })

  it('shows a contradiction on both claims, and support on the one it is for', () => {
    const { claims } = run({
      reports: [[0], [1]],
      claims: [0, 1],
      links: [{ from: 1, to: 0, kind: 'contradicts' }],
      same: [],
    })
    expect(claims.map(({ supportedBy, contradictedBy }) => [supportedBy, contradictedBy])).toEqual([
      [[0], [1]],
      [[1], [0]],
    ])
  })

  it('never counts more origins than there are sources behind the claim, and none without a source', () => {
    fc.assert(
      fc.property(world, (w) => {
        for (const [n, count] of counts(w).entries()) {
          const bearing = [
            n,
            ...w.links.filter((l) => l.kind === 'supports' && l.to === n).map((l) => l.from),
          ]
          const sources = new Set(bearing.flatMap((claim) => sourcesOfClaim(w, claim)))
          expect(count).toBeLessThanOrEqual(sources.size)
          expect(count > 0).toBe(sources.size > 0)
        }
      }),
    )
  })

  it('never counts more after two sources, or two claims, are found to be one origin', () => {
    fc.assert(
      fc.property(world, source, source, fc.nat(), fc.nat(), (w, a, b, x, y) => {
        const before = counts(w)
        const from = x % w.claims.length
        const to = y % w.claims.length
        const joined = counts({ ...w, same: [...w.same, [a, b]] })
        const linked = counts({ ...w, links: [...w.links, { from, to, kind: 'same-origin' }] })
        for (const [n, count] of before.entries()) {
          expect(joined[n]).toBeLessThanOrEqual(count)
          expect(linked[n]).toBeLessThanOrEqual(count)
        }
      }),
    )
  })

  it('does not depend on the order or the direction in which sources were joined', () => {
    fc.assert(
      fc.property(world, (w) => {
        const turned = { ...w, same: w.same.map(([a, b]) => [b, a] as const).reverse() }
        expect(named(turned)).toEqual(named(w))
      }),
    )
  })

  it('names every origin that it counts or that may say it, and no other, without repeats', () => {
    fc.assert(
      fc.property(world, (w) => {
        const { origins, claims } = run(w)
        const used = claims.flatMap((row) => [
          row.supportedBy,
          row.contradictedBy,
          row.maySupport,
          row.mayContradict,
        ])
        for (const indexes of used) expect(new Set(indexes).size).toBe(indexes.length)
        expect([...new Set(used.flat())].sort((a, b) => a - b)).toEqual(origins.map((_, i) => i))
        const members = origins.flatMap(({ sources }) => sources)
        expect(new Set(members).size).toBe(members.length)
      }),
    )
  })

  it('is what comparing each claim with all links finds', () => {
    const some = fc.uniqueArray(source, { maxLength: 2 })
    fc.assert(
      fc.property(world, some, some, (w, absent, elsewhere) => {
        const input = inputOf({ ...w, absent, elsewhere })
        expect(runAtOnce(corroborate(...input))).toEqual(plainCorroboration(...input))
      }),
      { numRuns: 1_000 },
    )
  })

  it('costs no more per claim and link at n, 2n and 4n claims', async () => {
    const worldOf = (n: number): World => ({
      reports: Array.from({ length: sourceCount }, (_, i) => [i, (i + 1) % sourceCount]),
      claims: Array.from({ length: n }, (_, i) => i % sourceCount),
      // All bear on one claim, and all are one story.
      links: Array.from({ length: n - 1 }, (_, i) => [
        { from: i + 1, to: 0, kind: 'supports' as const },
        { from: i + 1, to: i, kind: 'same-origin' as const },
        { from: i + 1, to: i >> 1, kind: 'contradicts' as const },
      ]).flat(),
      same: [],
    })
    const cost = await growth(500, (n) => {
      const input = inputOf(worldOf(n))
      return () => runAtOnce(corroborate(...input))
    })
    expect(cost).toBeLessThan(linear)
  })
})
