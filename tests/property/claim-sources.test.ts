import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bothWays,
  counts,
  reportOf,
  run,
  sourcesOfClaim,
  source,
  sourceId,
  world,
} from './corroboration-world.ts'
import type { World } from './corroboration-world.ts'

describe('the count of a claim’s speakers', () => {
  it('counts a claim of one source without speakers', () => {
    const one: World = { reports: [[3]], claims: [0], links: [], same: [] }
    expect(run(one).claims[0]).toMatchObject({ supportedBy: [0], maySupport: [] })
  })

  it('counts speakers, not all sources that the report names', () => {
    const two: World = { reports: [[0, 1]], claims: [0], said: [[1]], links: [], same: [] }
    expect(counts(two)).toEqual([1])
    expect(run(two).origins.map(({ names }) => names)).toEqual([['Source 1']])
    expect(counts({ ...two, said: [[0, 1]] })).toEqual([2])
  })

  it('counts one origin at most for a claim of several sources without speakers', () => {
    const two: World = { reports: [[0, 1, 2]], claims: [0], links: [], same: [] }
    const { origins, claims } = run(two)
    expect(claims[0]?.supportedBy).toHaveLength(1)
    expect(claims[0]?.maySupport).toEqual([0, 1, 2])
    expect(origins).toHaveLength(3)
  })

  it('counts no speaker that the report no longer names', () => {
    const two: World = { reports: [[0, 1]], claims: [0], said: [[1, 5]], links: [], same: [] }
    expect(counts(two)).toEqual([1])
    expect(counts({ ...two, said: [[5]] })).toEqual([0])
    expect(counts({ ...two, reports: [[0]], said: [[5]] })).toEqual([0])
    expect(run({ ...two, said: [[5]] }).origins).toEqual([])
  })

  it('adds nothing for a claim that may be by an origin which counts already', () => {
    const world: World = {
      reports: [[0], [1], [0, 1], [1, 2], [3, 4]],
      claims: [0, 1, 2, 3, 4],
      links: [1, 2, 3, 4].map((from) => ({ from, to: 0, kind: 'supports' })),
      same: [],
    }
    const upTo = (n: number): number => {
      const links = world.links.filter(({ from }) => from <= n)
      return counts({ ...world, links })[0] ?? 0
    }
    // The two certain ones stay two, beside a third report that names both.
    expect([1, 2, 3, 4].map(upTo)).toEqual([2, 2, 2, 3])
    expect(run(world).claims[0]?.maySupport).toEqual([2, 3, 4])
  })

  it('counts two claims without speakers as one where they may share one', () => {
    const two: World = {
      reports: [
        [0, 1],
        [1, 2],
      ],
      claims: [0, 1],
      links: [{ from: 1, to: 0, kind: 'supports' }],
      same: [],
    }
    expect(counts(two)).toEqual([1, 1])
    expect(counts({ ...two, said: [[0], null] })).toEqual([2, 1])
    expect(counts({ ...two, said: [[1], null] })).toEqual([1, 1])
  })

  it('says of a claim by sources that are one origin that they say it: there is no doubt', () => {
    const { claims } = run({ reports: [[0, 1]], claims: [0], links: [], same: [[1, 0]] })
    expect(claims[0]).toMatchObject({ supportedBy: [0], maySupport: [] })
  })

  it('counts no more when two possible speakers of a claim turn out to be one origin', () => {
    const world: World = {
      reports: [[2], [0, 1], [1, 2]],
      claims: [0, 1, 2],
      links: [1, 2].map((from) => ({ from, to: 0, kind: 'supports' })),
      same: [],
    }
    expect(counts(world)[0]).toBe(1)
    expect(counts({ ...world, same: [[0, 1]] })[0]).toBe(1)
  })

  it('counts nothing for a claim whose speaker may be a source that is not here', () => {
    const two: World = {
      reports: [
        [0, 2],
        [1, 2],
      ],
      claims: [0, 1],
      links: [{ from: 1, to: 0, kind: 'supports' }],
      same: [],
      absent: [2],
    }
    expect(counts(two)).toEqual([0, 0])
    expect(run(two).claims[0]?.maySupport).toEqual([0, 1])
    expect(counts({ ...two, said: [[0], null] })).toEqual([1, 0])
    expect(counts({ ...two, said: [[0], [1]] })).toEqual([2, 1])
    expect(counts({ ...two, absent: [] })).toEqual([1, 1])
  })

  it('counts against a claim as it counts for one', () => {
    const world: World = {
      reports: [[0], [1, 2]],
      claims: [0, 1],
      links: [{ from: 1, to: 0, kind: 'contradicts' }],
      same: [],
    }
    expect(run(world).claims[0]).toMatchObject({ contradictedBy: [1], mayContradict: [1, 2] })
    const both = run({ ...world, said: [null, [1, 2]] })
    expect(both.claims[0]).toMatchObject({ contradictedBy: [1, 2], mayContradict: [] })
  })

  /*
   * The true speakers are a set of at least one of the report's sources. Whatever it is, and
   * whatever else is known, no number may be higher while they are unknown than once they are
   * given.
   */
  it('never counts more without speakers than with any that are given later', () => {
    fc.assert(
      fc.property(world, fc.uniqueArray(source), fc.nat(), fc.nat(), (all, absent, x, mask) => {
        const w = { ...all, absent }
        const n = x % w.claims.length
        const named = reportOf(w, n)
        fc.pre(named.length > 0)
        const bits = 1 + (mask % (2 ** named.length - 1))
        const truth = named.filter((_, i) => (bits >> i) & 1)
        const saying = (who: readonly number[] | null): World => ({
          ...w,
          said: w.claims.map((_, i) => (i === n ? who : (w.said?.[i] ?? null))),
        })
        const after = bothWays(saying(truth))
        for (const [i, count] of bothWays(saying(null)).entries()) {
          expect(count).toBeLessThanOrEqual(after[i] ?? 0)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('never counts more than one for a single claim without speakers', () => {
    fc.assert(
      fc.property(world, (w) => {
        for (const count of counts({ ...w, said: [], links: [] })) {
          expect(count).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('says of no origin both that it says a claim and that it may', () => {
    fc.assert(
      fc.property(world, (w) => {
        const { origins, claims } = run(w)
        for (const [n, row] of claims.entries()) {
          const bearing = [
            n,
            ...w.links.filter((l) => l.kind === 'supports' && l.to === n).map((l) => l.from),
          ]
          for (const at of row.maySupport) {
            const members = origins[at]?.sources ?? []
            const isCertain = bearing.some(
              (claim) =>
                (Array.isArray(w.said?.[claim]) || reportOf(w, claim).length < 2) &&
                sourcesOfClaim(w, claim).some((id) => members.includes(sourceId(id))),
            )
            expect(isCertain).toBe(false)
          }
        }
      }),
    )
  })
})
