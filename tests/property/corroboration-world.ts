import fc from 'fast-check'
import { corroborate } from '../../src/main/vault/records/corroboration.ts'
import type {
  CorroborationInput,
  OriginSource,
} from '../../src/main/vault/records/corroboration.ts'
import type { Claim } from '../../src/shared/claims.ts'
import type { CaseId, ClaimId, ReportId, SourceId } from '../../src/shared/ids.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

const caseId = 'c'.repeat(32) as CaseId
const hex = (kind: string, n: number): string =>
  `${kind}${n.toString(16).padStart(4, '0')}`.padEnd(32, '0')
const claimId = (n: number): ClaimId => hex('a', n) as ClaimId
const reportId = (n: number): ReportId => hex('b', n) as ReportId
export const sourceId = (n: number): SourceId => hex('d', n) as SourceId

type Link = {
  readonly from: number
  readonly to: number
  readonly kind: 'supports' | 'contradicts' | 'same-origin'
}
export type World = {
  /** For each report, its sources. */
  readonly reports: readonly (readonly number[])[]
  /** For each claim, its report. */
  readonly claims: readonly number[]
  /** For each claim, its speakers; null where the claim names none. */
  readonly said?: readonly (readonly number[] | null)[]
  readonly links: readonly Link[]
  readonly same: readonly (readonly [number, number])[]
  /** Sources that are named but are not in this vault. */
  readonly absent?: readonly number[]
  /** Claims of another case. */
  readonly elsewhere?: readonly number[]
}

export const sourceCount = 6
const claimOf = (world: World, n: number, links: readonly Link[]): Claim => ({
  id: claimId(n),
  rev: 1,
  updatedDay: '2024-04-12' as Claim['updatedDay'],
  content: {
    reportId: reportId(world.claims[n] ?? 0),
    caseId: world.elsewhere?.includes(n) === true ? null : caseId,
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
    links: links.map(({ kind, to }) => ({ kind, claimId: claimId(to) })),
    ...(world.said?.[n] ? { sourceIds: world.said[n].map(sourceId) } : {}),
  },
})

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The case of a world, and what its corroboration is computed from. */
export const inputOf = (world: World): readonly [CaseId, CorroborationInput] => {
  const sources: OriginSource[] = Array.from({ length: sourceCount }, (_, n) => ({
    id: sourceId(n),
    name: `Source ${n}`,
    reliability: 'C',
    sameOrigin: world.same.filter(([a]) => a === n).map(([, b]) => sourceId(b)),
  }))
  const linksFrom = new Map<number, Link[]>()
  for (const link of world.links) {
    const known = linksFrom.get(link.from) ?? []
    known.push(link)
    linksFrom.set(link.from, known)
  }
  return [
    caseId,
    {
      claims: world.claims.map((_, n) => claimOf(world, n, linksFrom.get(n) ?? [])),
      sources: sources.filter((_, n) => world.absent?.includes(n) !== true),
      sourcesOf: (id) =>
        world.reports[world.reports.findIndex((_, n) => reportId(n) === id)]?.map(sourceId) ?? [],
    },
  ]
}

export const run = (world: World) => runAtOnce(corroborate(...inputOf(world)))
export const counts = (world: World): number[] =>
  run(world).claims.map(({ supportedBy }) => supportedBy.length)
/** For each claim, the number of origins that support it and that contradict it. */
export const bothWays = (world: World): number[] =>
  run(world).claims.flatMap((row) => [row.supportedBy.length, row.contradictedBy.length])
export const reportOf = (w: World, n: number): readonly number[] =>
  w.reports[w.claims[n] ?? 0] ?? []
/** The sources of a claim: the speakers that the report names. */
export const sourcesOfClaim = (w: World, n: number): readonly number[] =>
  reportOf(w, n).filter((id) => w.said?.[n]?.includes(id) ?? true)
/** The sources behind each claim, by name: independent of the numbering of origins. */
export const named = (world: World) => {
  const { origins, claims } = run(world)
  const names = (indexes: readonly number[]) =>
    indexes.map((i) => origins[i]?.names.join() ?? '').sort(byText)
  return new Map(
    claims.map((row) => [row.claim.id, [names(row.supportedBy), names(row.contradictedBy)]]),
  )
}

export const source = fc.nat({ max: sourceCount - 1 })
export const world: fc.Arbitrary<World> = fc
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
      // May include a source that the report does not name.
      said: fc.array(fc.option(fc.uniqueArray(source, { minLength: 1, maxLength: 3 })), {
        minLength: claims,
        maxLength: claims,
      }),
      same: fc.array(fc.tuple(source, source), { maxLength: 4 }),
    }),
  )
