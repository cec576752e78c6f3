import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Gathered } from '../../src/main/exchange/gather.ts'
import type { Store } from '../../src/main/store/store.ts'
import { createHandOverPlanner } from '../../src/main/vault/exchange/plan.ts'
import type { HandOverPlan } from '../../src/main/vault/exchange/plan.ts'
import { newRecordId } from '../../src/main/vault/session/record-id.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import { Failure } from '../../src/shared/failure.ts'
import { RecordId, ReportId } from '../../src/shared/ids.ts'
import type { CaseId, RevisionId, SourceId } from '../../src/shared/ids.ts'
import { titleOfContent } from '../../src/shared/record-title.ts'
import type { Revision } from '../../src/shared/records.ts'
import { growth, linear } from '../exchange/cpu-time.ts'
import { storeMany } from '../exchange/many-stored.ts'
import { session } from '../exchange/test-vault.ts'
import { several } from '../in-full.ts'
import { arriveAt } from '../vault/from-elsewhere.ts'
import { caseContent, reportContent, sourceContent, vaultOfOneTest } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { attributionContent, claimContent } from '../vault/protected-content.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

let desk: TestVault
let open: Session
let store: Store
let end: () => void
beforeAll(async () => {
  const made = await vaultOfOneTest()
  desk = made.desk
  open = session(desk)
  store = open.store
  end = made.end
})
afterAll(() => end())

/** In the order in which they were made. */
const made: RecordId[] = []

const add = (kind: Revision['kind'], content: object): RecordId => {
  const subject = RecordId.parse(newRecordId())
  storeMany(open, [{ subject, kind, content: content as Canonical }])
  made.push(subject)
  return subject
}

const recordOf = (id: RecordId) => store.records.examine(id).record

const named = (subject: RecordId) => {
  const { kind, content } = recordOf(subject)
  return { subject, kind, name: titleOfContent(kind, content) }
}

type Names = {
  readonly caseId?: string | null
  readonly sourceIds?: string[]
  readonly sameOrigin?: string[]
  readonly reportId?: string
  readonly sourceId?: string
}
const namesIn = (content: string): Names => JSON.parse(content) as Names

const filedContents = (heads: readonly RevisionId[]): string[] =>
  heads.map((head) => store.revisions.get(head).revision.content)

/** Compares one record with all others. */
const plainKeptBy = (id: RecordId): { by: readonly RecordId[]; isOneOrigin: boolean } => {
  const { kind, content } = recordOf(id)
  const others = made
    .filter((other) => other !== id)
    .map(recordOf)
    .filter(({ removed }) => !removed)
  const isNamedIn = (text: string): boolean => {
    const { caseId, sourceIds = [] } = namesIn(text)
    return caseId === id || sourceIds.includes(id)
  }
  const reports = others.filter(
    (one) =>
      one.kind === 'report' &&
      (kind === 'case' || kind === 'source') &&
      (isNamedIn(one.content) ||
        ((one.state === 'revising' || one.heads.length > 1) &&
          filedContents(one.heads).some(isNamedIn))),
  )
  const rest = others.filter(
    (one) =>
      ['claim', 'attribution', 'publication'].includes(one.kind) &&
      !(one.kind === 'claim' && kind === 'claim') &&
      one.content.includes(`"${id}"`),
  )
  const isLinked = ({ sameOrigin = [] }: Names): boolean => sameOrigin.includes(id)
  return {
    by: [...reports, ...rest].map((one) => one.id),
    isOneOrigin:
      kind === 'source' &&
      ((namesIn(content).sameOrigin ?? []).length > 0 ||
        others.some((one) => one.kind === 'source' && isLinked(namesIn(one.content)))),
  }
}

const ownerOf = (id: RecordId): RecordId | undefined => {
  const { kind, content } = recordOf(id)
  const { reportId, sourceId } = namesIn(content)
  return (kind === 'claim' ? reportId : kind === 'attribution' ? sourceId : undefined) as
    RecordId | undefined
}

/** As it was before the references were found in one pass: looks at all records until none is left. */
const plainPlan = (
  reportIds: readonly ReportId[],
  { records, heads }: Pick<Gathered, 'records' | 'heads'>,
): HandOverPlan => {
  const kept = new Map([...records.keys()].map((id) => [id, plainKeptBy(id)]))
  const going = new Set(records.keys())
  const stays = new Map<RecordId, Pick<HandOverPlan['stays'][number], 'why'> & { by: RecordId[] }>()
  const reasonOf = (id: RecordId): ReturnType<typeof stays.get> => {
    const keeps = kept.get(id)
    if (keeps?.isOneOrigin === true) return { why: 'one-origin', by: [] }
    const by = (keeps?.by ?? []).filter((other) => !going.has(other))
    if (by.length > 0) return { why: 'used', by }
    const owner = ownerOf(id)
    return owner === undefined || going.has(owner) ? undefined : { why: 'belongs', by: [owner] }
  }
  for (let before = -1; before !== going.size;) {
    before = going.size
    for (const id of going) {
      const reason = reasonOf(id)
      if (reason === undefined) continue
      stays.set(id, reason)
      going.delete(id)
    }
  }
  const drafts = reportIds
    .map((id) => RecordId.parse(id))
    .filter((id) => {
      const { state, head } = recordOf(id)
      return state !== 'filed' && (head === null || records.has(id))
    })
  const held = [...going].filter((id) => runAtOnce(store.retention.readIsHeld(id)))
  const count = (kind: Revision['kind']): number =>
    [...going].filter((id) => recordOf(id).kind === kind).length
  return {
    revising: null,
    going: [...going].map((subject) => ({ subject, heads: heads.get(subject) ?? [] })),
    goes: {
      reports: count('report'),
      claims: count('claim'),
      sources: count('source'),
      attributions: count('attribution'),
      cases: count('case'),
    },
    stays: [...stays].map(([id, { why, by }]) => ({ ...named(id), why, by: by.map(named) })),
    blocks: [
      ...drafts.map((id) => ({ ...named(id), why: 'draft' as const })),
      ...held.map((id) => ({ ...named(id), why: 'hold' as const })),
    ],
  }
}

const gatheredOf = (ids: readonly RecordId[]): Gathered =>
  ({
    records: new Map(ids.map((id) => [id, { kind: recordOf(id).kind, at: [] }])),
    heads: new Map(ids.map((id) => [id, recordOf(id).heads])),
  }) as unknown as Gathered

const at = fc.nat(9)
const few = fc.uniqueArray(at, { maxLength: 2 })
const naming = fc.record({ kase: fc.option(at), sources: few })
const world = fc.record({
  cases: fc.integer({ min: 1, max: 2 }),
  /** Each source, with those of the same origin. */
  sources: fc.array(fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, few), {
    ...{ minLength: 1, maxLength: 5 },
  }),
  phrases: fc.array(at, { maxLength: 4 }),
  reports: fc.array(
    fc.record({
      ...{ first: naming, later: naming },
      state: fc.constantFrom('draft', 'filed', 'filed', 'filed', 'revising', 'apart'),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  claims: fc.array(
    fc.record({ report: at, sources: few, link: fc.option(at), says: fc.option(at) }),
    { maxLength: 7 },
  ),
  publications: fc.array(
    fc.record({
      kase: at,
      claims: fc.array(fc.tuple(at, fc.option(at)), { maxLength: 2 }),
      reports: few,
    }),
    { maxLength: 2 },
  ),
  removed: fc.array(fc.nat(30), { maxLength: 3 }),
  held: fc.option(fc.nat(30)),
  /** In the file, in this order; the rest is not. */
  order: fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 30, maxLength: 30 }),
})
type World = typeof world extends fc.Arbitrary<infer T> ? T : never

const pick = <T>(list: readonly T[], n: number): T => {
  const one = list[n % list.length]
  if (one === undefined) throw new Error('none')
  return one
}

/** Stores the records of a world; gives them all, in the order in which they were made. */
const stored = ({ sources: links, ...wanted }: World): readonly RecordId[] => {
  const from = made.length
  const cases = Array.from({ length: wanted.cases }, (_, i) =>
    add('case', caseContent(`Case ${String(i)}`)),
  )
  const sources: RecordId[] = []
  for (const [i, others] of links.entries()) {
    const sameOrigin = i === 0 ? [] : [...new Set(others.map((n) => pick(sources, n)))]
    const name = { kind: 'on-record', codeName: '', name: `Office ${String(i)}` }
    sources.push(add('source', { ...sourceContent(''), ...name, sameOrigin }))
  }
  const named = (ns: readonly number[]): SourceId[] =>
    [...new Set(ns.map((n) => pick(sources, n)))] as string[] as SourceId[]
  const phrases = wanted.phrases.map((n) =>
    add('attribution', attributionContent(pick(named([n]), 0))),
  )
  const reports = wanted.reports.map(({ state, first, later }) => {
    const contentOf = ({ kase, sources: ns }: typeof first) => ({
      ...reportContent('text'),
      caseId: (kase === null ? null : pick(cases, kase)) as string | null as CaseId | null,
      sourceIds: named(ns),
    })
    if (state === 'draft') {
      const id = RecordId.parse(newRecordId())
      store.reports.save({ id: ReportId.parse(id), rev: 0, content: contentOf(first) })
      made.push(id)
      return id
    }
    const id = add('report', contentOf(first))
    if (state === 'revising') {
      store.reports.save({ id: ReportId.parse(id), rev: 2, content: contentOf(later) })
    }
    if (state === 'apart') arriveAt(desk, 'report', id, [], contentOf(later))
    return id
  })
  const claims: RecordId[] = []
  for (const { report, sources: ns, link, says } of wanted.claims) {
    const content = claimContent(ReportId.parse(pick(reports, report)), {
      ...(ns.length === 0 ? {} : { sourceIds: named(ns) }),
      ...(says === null ? {} : { statement: pick(sources, says) }),
      ...(link === null || claims.length === 0
        ? {}
        : { links: [{ kind: 'supports', claimId: pick(claims, link) as never }] }),
    })
    claims.push(add('claim', content))
  }
  for (const { kase, claims: printed, reports: texts } of wanted.publications) {
    const phrase = (n: number | null): RecordId | null =>
      n === null || phrases.length === 0 ? null : pick(phrases, n)
    add('publication', {
      ...publicationContent(pick(cases, kase) as string as CaseId),
      claims:
        claims.length === 0
          ? []
          : printed.map(([claim, by]) => ({
              ...{ wording: 'x', when: '', place: '', count: '' },
              ...{ claimId: pick(claims, claim), attributionId: phrase(by) },
            })),
      reports: texts.map((n) => ({
        ...{ reportId: pick(reports, n), revision: '0'.repeat(64) },
        ...{ attributionId: null, redactions: [] },
      })),
    })
  }
  const all = made.slice(from)
  for (const n of wanted.removed) {
    const id = pick(all, n)
    try {
      store.records.remove(id, recordOf(id).rev)
    } catch (cause) {
      // Another record refers to it, or it was removed before.
      if (!(cause instanceof Failure)) throw cause
    }
  }
  const here = all.filter((id) => !recordOf(id).removed)
  if (wanted.held !== null && here.length > 0) {
    const subject = pick(here, wanted.held)
    store.retention.set({ subject, eraseAfter: '', hold: true, reason: '' })
  }
  return here
}

describe('the plan of a hand-over', () => {
  it('is what comparing each record with all others finds', () => {
    const whys = new Set<string>()
    fc.assert(
      fc.property(world, (one) => {
        const here = stored(one)
        const ids = here
          .map((id, i) => ({ id, by: pick(one.order, i) }))
          .filter(({ by: [, isIn] }) => isIn)
          .sort((a, b) => a.by[0] - b.by[0])
          .map(({ id }) => id)
        const gathered = gatheredOf(ids)
        const reportIds = here
          .filter((id) => recordOf(id).kind === 'report')
          .map((id) => ReportId.parse(id))
        const choice = { kind: 'reports', reportIds } as const
        const wanted = plainPlan(reportIds, gathered)
        const plan = createHandOverPlanner(open, { choice, contact: undefined }, gathered)
        expect(runAtOnce(plan())).toEqual(wanted)
        for (const { why } of [...wanted.stays, ...wanted.blocks]) whys.add(why)
      }),
      { numRuns: several(40, 250) },
    )
    expect([...whys].sort()).toEqual(['belongs', 'draft', 'hold', 'one-origin', 'used'])
  }, 300_000)

  it('takes linear time for n, 2n and 4n reports, claims and sources of one case', async () => {
    const ratio = await growth(several(50, 200), (n) => {
      const kase = add('case', caseContent('Winter')) as string as CaseId
      const ids = Array.from({ length: n }, (_, i) => {
        const name = { kind: 'on-record', codeName: '', name: `Office ${String(i)}` }
        const source = add('source', { ...sourceContent(''), ...name }) as string as SourceId
        const content = { ...reportContent('text'), caseId: kase, sourceIds: [source] }
        const report = add('report', content)
        const claim = add('claim', claimContent(ReportId.parse(report), { caseId: kase }))
        return [RecordId.parse(source), report, claim]
      }).flat()
      const gathered = gatheredOf([RecordId.parse(kase), ...ids])
      const choice = { kind: 'case', caseId: kase } as const
      return () => {
        const planner = createHandOverPlanner(open, { choice, contact: open.author }, gathered)
        expect(runAtOnce(planner()).goes).toMatchObject({ cases: 1, reports: n, claims: n })
      }
    })
    expect(ratio).toBeLessThan(linear)
  }, 300_000)
})
