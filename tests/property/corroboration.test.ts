import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { corroborate } from '../../src/main/vault/corroboration.ts'
import type { OriginSource } from '../../src/main/vault/corroboration.ts'
import type { Claim } from '../../src/shared/claims.ts'
import type { CaseId, ClaimId, ReportId, SourceId } from '../../src/shared/ids.ts'

const caseId = 'c'.repeat(32) as CaseId
const hex = (kind: string, n: number): string =>
  `${kind}${n.toString(16).padStart(2, '0')}`.padEnd(32, '0')
const claimId = (n: number): ClaimId => hex('a', n) as ClaimId
const reportId = (n: number): ReportId => hex('b', n) as ReportId
const sourceId = (n: number): SourceId => hex('d', n) as SourceId

type Link = {
  readonly from: number
  readonly to: number
  readonly kind: 'supports' | 'contradicts' | 'same-origin'
}
type World = {
  /** For each report, its sources. */
  readonly reports: readonly (readonly number[])[]
  /** For each claim, its report. */
  readonly claims: readonly number[]
  readonly links: readonly Link[]
  readonly same: readonly (readonly [number, number])[]
}

const sourceCount = 6
const claimOf = (world: World, n: number): Claim => ({
  id: claimId(n),
  rev: 1,
  updatedDay: '2024-04-12' as Claim['updatedDay'],
  content: {
    reportId: reportId(world.claims[n] ?? 0),
    caseId,
    quote: '',
    start: 0,
    end: 0,
    statement: `Claim ${n}`,
    act: '',
    whom: '',
    byWhom: '',
    from: { text: '', precision: 'unstated' },
    to: { text: '', precision: 'unstated' },
    when: '',
    count: { qualifier: 'unknown', low: null, high: null },
    credibility: '6',
    credibilityReason: '',
    links: world.links
      .filter(({ from }) => from === n)
      .map(({ kind, to }) => ({ kind, claimId: claimId(to) })),
  },
})

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const run = (world: World) => {
  const sources: OriginSource[] = Array.from({ length: sourceCount }, (_, n) => ({
    id: sourceId(n),
    name: `Source ${n}`,
    reliability: 'C',
    sameOrigin: world.same.filter(([a]) => a === n).map(([, b]) => sourceId(b)),
  }))
  return corroborate(caseId, {
    claims: world.claims.map((_, n) => claimOf(world, n)),
    sources,
    sourcesOf: (id) =>
      world.reports[world.reports.findIndex((_, n) => reportId(n) === id)]?.map(sourceId) ?? [],
  })
}
const counts = (world: World): number[] =>
  run(world).claims.map(({ supportedBy }) => supportedBy.length)
/** Which sources stand behind each claim, as names: independent of the numbering of origins. */
const named = (world: World) => {
  const { origins, claims } = run(world)
  const names = (indexes: readonly number[]) =>
    indexes.map((i) => origins[i]?.names.join() ?? '').sort(byText)
  return new Map(
    claims.map((row) => [row.claim.id, [names(row.supportedBy), names(row.contradictedBy)]]),
  )
}

const source = fc.nat({ max: sourceCount - 1 })
const world: fc.Arbitrary<World> = fc
  .tuple(
    fc.array(fc.uniqueArray(source, { maxLength: 3 }), { minLength: 1, maxLength: 5 }),
    fc.integer({ min: 2, max: 6 }),
  )
  .chain(([reports, claims]) =>
    fc.record({
      reports: fc.constant(reports),
      claims: fc.array(fc.nat({ max: reports.length - 1 }), {
        minLength: claims,
        maxLength: claims,
      }),
      links: fc.array(
        fc
          .record({
            from: fc.nat({ max: claims - 1 }),
            to: fc.nat({ max: claims - 1 }),
            kind: fc.constantFrom(
              'supports' as const,
              'contradicts' as const,
              'same-origin' as const,
            ),
          })
          .filter(({ from, to }) => from !== to),
        { maxLength: 8 },
      ),
      same: fc.array(fc.tuple(source, source), { maxLength: 4 }),
    }),
  )

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
    const three: World = { reports: [[0, 1, 2]], claims: [0], links: [], same: [] }
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
          const sources = new Set(bearing.flatMap((claim) => w.reports[w.claims[claim] ?? 0] ?? []))
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

  it('names every origin that it counts, and no other, without repeats', () => {
    fc.assert(
      fc.property(world, (w) => {
        const { origins, claims } = run(w)
        const used = claims.flatMap((row) => [row.supportedBy, row.contradictedBy])
        for (const indexes of used) expect(new Set(indexes).size).toBe(indexes.length)
        expect([...new Set(used.flat())].sort((a, b) => a - b)).toEqual(origins.map((_, i) => i))
        const members = origins.flatMap(({ sources }) => sources)
        expect(new Set(members).size).toBe(members.length)
      }),
    )
  })
})
