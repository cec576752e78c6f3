import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ClaimContent } from '../../src/shared/claims.ts'
import type { Claim } from '../../src/shared/claims.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { CaseId, RecordId, ReportId, SourceId } from '../../src/shared/ids.ts'
import type { ReportContent } from '../../src/shared/records.ts'
import { session } from '../exchange/test-vault.ts'
import { person, signed } from '../exchange/sample.ts'
import {
  caseContent,
  failureOf,
  newVault,
  reportContent,
  sourceContent,
  temporaryFolder,
} from './harness.ts'
import type { TestVault } from './harness.ts'
import { claimContent } from './protected-content.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

let place: ReturnType<typeof temporaryFolder>
let desk: TestVault
let caseId: CaseId
let harbour: SourceId
let lantern: SourceId
let heron: SourceId
let reportId: ReportId
const nobody = 'ab'.repeat(16) as SourceId

const source = async (codeName: string): Promise<SourceId> =>
  (
    await desk.handlers['sources.save']({
      id: null,
      rev: 0,
      content: sourceContent(codeName),
      identity: null,
    })
  ).id
/** Another, unfiled state of the report. */
const draft = async (over: Partial<ReportContent>): Promise<void> => {
  const { rev, content } = await desk.handlers['reports.get']({ id: reportId })
  await desk.handlers['reports.save']({ id: reportId, rev, content: { ...content, ...over } })
}
const claim = async (more: Partial<ClaimContent> = {}, before?: Claim): Promise<Claim> =>
  desk.handlers['claims.save']({
    id: before?.id ?? null,
    rev: before?.rev ?? 0,
    content: claimContent(reportId, { caseId, ...more }),
  })
const saidBy = (...sourceIds: SourceId[]): Promise<Claim> => claim({ sourceIds })
const counted = async ({ id }: Claim) => {
  const { claims } = await desk.handlers['claims.corroboration']({ caseId })
  return claims.find((row) => row.claim.id === id)
}
const asRecord = (id: string): RecordId => id as RecordId
const signedContents = (id: string): string[] =>
  session(desk)
    .store.revisions.list(asRecord(id))
    .map(({ revision }) => revision.content)
/** The fields for which it is refused. */
const fieldsOf = async (act: () => unknown): Promise<readonly string[]> => {
  try {
    await act()
    return []
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'invalid') return cause.fields
    throw cause
  }
}

beforeEach(async () => {
  place = temporaryFolder()
  const { desk: made, made: done } = newVault(join(place.path, 'vault'))
  desk = made
  await done
  caseId = (
    await desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent('Returns') })
  ).id
  harbour = await source('Quiet Harbour')
  lantern = await source('Copper Lantern')
  heron = await source('Silver Heron')
  const content = { ...reportContent('They crossed.'), caseId, sourceIds: [harbour, lantern] }
  const { id, rev } = await desk.handlers['reports.save']({ id: null, rev: 0, content })
  await desk.handlers['reports.file']({ id, rev })
  reportId = id
})
afterEach(() => {
  desk.controller.close()
  place.remove()
})

describe('the speakers of a claim', () => {
  it('are counted, and no other source of the report', async () => {
    expect((await counted(await saidBy(harbour, lantern)))?.supportedBy).toHaveLength(2)
    const row = await counted(await saidBy(lantern))
    expect(row).toMatchObject({ maySupport: [] })
    expect(row?.supportedBy).toHaveLength(1)
  })

  it('count as one origin at most while not given, with all possible speakers', async () => {
    const row = await counted(await claim())
    expect(row?.supportedBy).toHaveLength(1)
    expect(row?.maySupport).toHaveLength(2)
  })

  it('leave no trace in the signed content while not given', async () => {
    const { id, content } = await claim()
    const [text] = signedContents(id)
    expect(text).not.toContain('sourceIds')
    expect(content).not.toHaveProperty('sourceIds')
    expect(ClaimContent.parse(JSON.parse(text ?? ''))).toEqual(content)
  })

  it('are sources that the working report names', async () => {
    const field = ['content.sourceIds']
    expect(await fieldsOf(() => saidBy(heron))).toEqual(field)
    expect(await fieldsOf(() => saidBy(harbour, nobody))).toEqual(field)
    await draft({ sourceIds: [lantern, heron] })
    expect(await fieldsOf(() => saidBy(heron))).toEqual([])
    expect(await fieldsOf(() => saidBy(harbour))).toEqual(field)
  })

  it('are at least one source, at most as many as a report has, each once', () => {
    const fits = (sourceIds: unknown): boolean =>
      ClaimContent.safeParse({ ...claimContent(reportId), sourceIds }).success
    const ids = Array.from({ length: 21 }, (_, n) => n.toString(16).padStart(32, '0'))
    expect([[harbour], [harbour, lantern], ids.slice(1)].map(fits)).toEqual([true, true, true])
    expect([[], [harbour, harbour], ids, null, ['Quiet Harbour']].map(fits)).toEqual(
      Array.from({ length: 5 }, () => false),
    )
  })

  it('may stay when the report no longer names them, then count for nothing, and can be removed', async () => {
    const said = await saidBy(harbour, lantern)
    await draft({ sourceIds: [lantern, heron] })
    expect((await counted(said))?.supportedBy).toHaveLength(1)
    const kept = await claim({ sourceIds: [harbour], statement: 'Said another way.' }, said)
    expect(await counted(kept)).toMatchObject({ supportedBy: [], maySupport: [] })
    const open = await claim({}, kept)
    expect((await counted(open))?.supportedBy).toHaveLength(1)
    expect(await fieldsOf(() => claim({ sourceIds: [harbour] }, open))).toEqual([
      'content.sourceIds',
    ])
  })

  it('keep a source from being deleted, even if the report no longer names it', async () => {
    const said = await saidBy(harbour)
    await draft({ sourceIds: [lantern] })
    const filing = await desk.handlers['reports.get']({ id: reportId })
    await desk.handlers['reports.file']({ id: reportId, rev: filing.rev })
    const { rev } = await desk.handlers['sources.get']({ id: harbour })
    const remove = () => desk.handlers['records.remove']({ id: asRecord(harbour), rev })
    expect(await failureOf(remove)).toBe('in-use')
    const kept = runAtOnce(session(desk).store.records.keptBy([asRecord(harbour)])())
    expect(kept.get(asRecord(harbour))?.by).toEqual([said.id])
    await claim({}, said)
    expect(await failureOf(remove)).toBe('none')
  })

  it('keep no claim off the list of a compromised source, whichever source of its report is the speaker', async () => {
    const [first, second] = [await saidBy(harbour), await saidBy(lantern)]
    const { claims } = await desk.handlers['sources.footprint']({ id: harbour })
    expect(claims.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort())
    // Also not a claim that once had the source as speaker, when only a draft of its report named
    // the source.
    await draft({ sourceIds: [lantern, heron] })
    const third = await claim({}, await saidBy(heron))
    await draft({ sourceIds: [lantern] })
    const footprint = await desk.handlers['sources.footprint']({ id: heron })
    expect(footprint.claims.map(({ id }) => id)).toEqual([third.id])
    expect(footprint.reports).toEqual([])
  })

  it('can be corrected during a source’s legal hold, and take the claim out of no hold', async () => {
    const said = await saidBy(harbour)
    const retention = { eraseAfter: '' as const, hold: true, reason: 'a court asked' }
    await desk.handlers['retention.set']({ id: asRecord(harbour), ...retention })
    const right = await claim({ sourceIds: [lantern] }, said)
    expect(right.content.sourceIds).toEqual([lantern])
    const remove = () => desk.handlers['records.remove']({ id: asRecord(right.id), rev: right.rev })
    expect(await failureOf(remove)).toBe('held')
  })

  it('may differ between two versions, and are chosen like any other field', async () => {
    const { id, content } = await saidBy(harbour)
    const { store } = session(desk)
    const parents = [...(store.revisions.heads(asRecord(id))?.heads ?? [])]
    const somebody = person()
    const [theirs, other] = [
      { ...content, sourceIds: [heron] },
      { ...content, act: 'else' },
    ].map((each) =>
      signed(somebody, { subject: asRecord(id), kind: 'claim', content: each, parents }),
    )
    store.exchange.commitImport(
      {
        exportId: '1'.padStart(32, '0'),
        sender: session(desk).author,
        pair: 'pair',
        seq: 1,
        hash: '1',
        previous: null,
        day: session(desk).today(),
      },
      [
        {
          subject: asRecord(id),
          kind: 'claim',
          revisions: [theirs!, other!],
          heads: [theirs!.id, other!.id],
          seals: new Map(),
        },
      ],
    )
    const { rev, heads, sides } = await desk.handlers['records.versions']({ id: asRecord(id) })
    expect(sides).toHaveLength(2)
    const merge = (sourceIds: SourceId[]) => () =>
      desk.handlers['records.merge']({
        id: asRecord(id),
        rev,
        heads,
        content: { ...content, sourceIds },
      } as never)
    expect(await fieldsOf(merge([harbour, nobody]))).toEqual(['content.sourceIds'])
    // One version has them as speakers, although the report here does not name them.
    expect(await fieldsOf(merge([harbour, heron]))).toEqual([])
    expect((await desk.handlers['claims.get']({ id })).content.sourceIds).toEqual([harbour, heron])
  })
})
