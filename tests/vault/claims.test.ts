import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gather } from '../../src/main/exchange/gather.ts'
import { ownCard } from '../../src/main/vault/contacts/own-card.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import type { Claim } from '../../src/shared/claims.ts'
import type { ClaimId, RecordId, ReportId, SourceId } from '../../src/shared/ids.ts'
import type { Case, Source } from '../../src/shared/records.ts'
import {
  caseContent,
  failureOf,
  newVault,
  reportContent,
  sourceContent,
  temporaryFolder,
} from './harness.ts'
import type { TestVault } from './harness.ts'
import { attributionContent, claimContent } from './protected-content.ts'

const place = temporaryFolder()
let desk: TestVault
let theCase: Case
let harbour: Source
let lantern: Source
const nobody = 'ab'.repeat(16)

const source = (codeName: string, same: readonly SourceId[] = []): Promise<Source> =>
  Promise.resolve(
    desk.handlers['sources.save']({
      id: null,
      rev: 0,
      content: { ...sourceContent(codeName), sameOrigin: [...same] },
      identity: null,
    }),
  )
const report = async (sources: readonly Source[]): Promise<ReportId> => {
  const content = {
    ...reportContent('They crossed at the same time, in two towns.'),
    caseId: theCase.id,
    sourceIds: sources.map(({ id }) => id),
  }
  const { id, rev } = await desk.handlers['reports.save']({ id: null, rev: 0, content })
  await desk.handlers['reports.file']({ id, rev })
  return id
}
const claim = async (
  reportId: ReportId,
  more: Parameters<typeof claimContent>[1] = {},
): Promise<Claim> =>
  desk.handlers['claims.save']({
    id: null,
    rev: 0,
    content: claimContent(reportId, { caseId: theCase.id, ...more }),
  })

beforeAll(async () => {
  const { desk: made, made: done } = newVault(join(place.path, 'vault'))
  desk = made
  await done
  theCase = await desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent('Returns') })
  harbour = await source('Quiet Harbour')
  lantern = await source('Copper Lantern', [harbour.id])
})
afterAll(() => {
  desk.controller.close()
  place.remove()
})

describe('claims in parts', () => {
  it('are together all of them, newest first, and those of a report wherever they lie', async () => {
    const [here, there] = [await report([harbour]), await report([lantern])]
    for (const of of [here, there, there, here, there]) await claim(of)
    const list = desk.handlers['claims.list']
    const all = async (reportId: ReportId | null): Promise<Claim[]> => {
      const found: Claim[] = []
      for (let after: ClaimId | null = null; ;) {
        const part: Claim[] = await list({ caseId: null, reportId, after, limit: 2 })
        found.push(...part)
        if (part.length < 2) return found
        after = part[1]?.id ?? null
      }
    }
    expect(await all(null)).toEqual(await list({ caseId: null, reportId: null }))
    expect(await all(here)).toHaveLength(2)
    expect(await all(there)).toEqual(await list({ caseId: null, reportId: there }))
  })
  it('do not begin after one that is not here', async () => {
    const after = nobody as ClaimId
    const asked = () =>
      desk.handlers['claims.list']({ caseId: null, reportId: null, after, limit: 2 })
    expect(await failureOf(asked)).toBe('not-found')
  })
})

describe('a claim', () => {
  it('is found by its report and by its case, and changes only from its last state', async () => {
    const first = await claim(await report([harbour]))
    const { reportId } = first.content
    expect(await desk.handlers['claims.list']({ caseId: null, reportId })).toEqual([first])
    expect(await desk.handlers['claims.list']({ caseId: theCase.id, reportId })).toEqual([first])
    const content = { ...first.content, credibility: '1' as const }
    const next = await desk.handlers['claims.save']({ id: first.id, rev: first.rev, content })
    expect(await desk.handlers['claims.get']({ id: first.id })).toEqual(next)
    const old = () => desk.handlers['claims.save']({ id: first.id, rev: first.rev, content })
    expect(await failureOf(old)).toBe('conflict')
  })

  it('is refused for a report, a case or a claim that is not here, and a link to itself', async () => {
    const known = await claim(await report([harbour]))
    const save = (more: Parameters<typeof claimContent>[1]) => () =>
      claim(known.content.reportId, more)
    expect(await failureOf(save({ reportId: nobody as ReportId }))).toBe('invalid')
    expect(await failureOf(save({ caseId: nobody as Case['id'] }))).toBe('invalid')
    const toNobody = { kind: 'supports', claimId: nobody as ClaimId } as const
    expect(await failureOf(save({ links: [toNobody] }))).toBe('invalid')
    const toItself = { kind: 'supports', claimId: known.id } as const
    const content = { ...known.content, links: [toItself] }
    expect(
      await failureOf(() =>
        desk.handlers['claims.save']({ id: known.id, rev: known.rev, content }),
      ),
    ).toBe('invalid')
    expect(await failureOf(save({ start: 5, end: 2 }))).toBe('invalid')
  })

  it('stays editable when a claim that it is linked to is gone', async () => {
    const other = await claim(await report([harbour]))
    const links = [{ kind: 'contradicts', claimId: other.id } as const]
    const linked = await claim(other.content.reportId, { links })
    await desk.handlers['records.remove']({ id: other.id as string as RecordId, rev: other.rev })
    const content = { ...linked.content, statement: 'Said another way.' }
    const saved = await desk.handlers['claims.save']({ id: linked.id, rev: linked.rev, content })
    expect(saved.content.links).toEqual(links)
  })

  it('keeps its report, whose words it repeats, from being removed without it', async () => {
    const made = await claim(await report([harbour]))
    const { id, rev } = await desk.handlers['reports.get']({ id: made.content.reportId })
    const remove = () => desk.handlers['records.remove']({ id: id as string as RecordId, rev })
    expect(await failureOf(remove)).toBe('in-use')
    await desk.handlers['records.remove']({ id: made.id as string as RecordId, rev: made.rev })
    expect(await failureOf(remove)).toBe('none')
  })

  it('counts two sources that are one origin once, and a third by itself', async () => {
    const third = await source('Silver Heron')
    const base = await claim(await report([harbour]))
    const links = [{ kind: 'supports', claimId: base.id } as const]
    await claim(await report([lantern]), { links })
    const countOf = async (): Promise<number | undefined> => {
      const { claims } = await desk.handlers['claims.corroboration']({ caseId: theCase.id })
      return claims.find((row) => row.claim.id === base.id)?.supportedBy.length
    }
    expect(await countOf()).toBe(1)
    await claim(await report([third]), { links })
    expect(await countOf()).toBe(2)
  })
})

describe('phrases of a source', () => {
  it('stay with their source, and know where they are printed', async () => {
    const content = attributionContent(harbour.id)
    const saved = await desk.handlers['attributions.save']({ id: null, rev: 0, content })
    expect(saved.usedIn).toEqual([])
    const move = { ...content, sourceId: lantern.id }
    const moved = () =>
      desk.handlers['attributions.save']({ id: saved.id, rev: saved.rev, content: move })
    expect(await failureOf(moved)).toBe('invalid')
    const listed = await desk.handlers['attributions.list']({ sourceId: harbour.id })
    expect(listed).toEqual([saved])
    expect(await desk.handlers['attributions.list']({ sourceId: lantern.id })).toEqual([])
  })

  it('ask for a pool of their own when they are printed together, and again when one is added', async () => {
    const amber = await source('Amber Willow')
    const sourceId = amber.id
    const phrase = (more: Parameters<typeof attributionContent>[1]) =>
      desk.handlers['attributions.save']({
        id: null,
        rev: 0,
        content: attributionContent(sourceId, more),
      })
    const store = desk.controller.session()?.store
    const print = async (ids: readonly Awaited<ReturnType<typeof phrase>>[]): Promise<void> => {
      await desk.handlers['publications.save']({
        id: null,
        rev: 0,
        content: {
          caseId: theCase.id,
          language: 'en',
          title: 'What is known',
          summary: '',
          method: '',
          claims: await Promise.all(
            ids.map(async ({ id }) => ({
              claimId: (await claim(await report([amber]))).id,
              wording: 'About 200 people were returned.',
              attributionId: id,
              when: '2023',
              place: '',
              count: '',
            })),
          ),
          reports: [],
          overrides: [],
        },
      })
    }
    const trader = await phrase({ role: 'trader', region: 'unstated' })
    const northern = await phrase({ role: 'unstated', region: 'north-korea' })
    expect((await desk.handlers['attributions.together']({ sourceId })).phrases).toEqual([])
    await print([trader, northern])
    const together = await desk.handlers['attributions.together']({ sourceId })
    expect(together.joint).toEqual({
      roles: ['trader'],
      organisations: [],
      regions: ['north-korea'],
      periods: [],
    })
    expect(together.pool).toBe(null)

    const saved = store?.sources.get(sourceId)
    const of = together.phrases.map(({ id }) => id)
    const jointPool = { of, low: 3, high: 9, basis: 'Licences for trade.', as: together.as }
    await desk.handlers['sources.save']({
      id: sourceId,
      rev: saved?.rev ?? 0,
      content: { ...sourceContent('Amber Willow'), jointPool },
      identity: null,
    })
    expect((await desk.handlers['attributions.together']({ sourceId })).pool).toEqual(jointPool)
    // The same phrases, but one of them now fits fewer people: asked again.
    const { rev, content } = (await desk.handlers['attributions.list']({ sourceId })).find(
      ({ id }) => id === trader.id,
    )!
    const change = async (at: number, poolLow: number): Promise<number> =>
      (
        await desk.handlers['attributions.save']({
          id: trader.id,
          rev: at,
          content: { ...content, poolLow },
        })
      ).rev
    const changed = await change(rev, content.poolLow - 1)
    expect((await desk.handlers['attributions.together']({ sourceId })).pool).toBe(null)
    await change(changed, content.poolLow)
    expect((await desk.handlers['attributions.together']({ sourceId })).pool).toEqual(jointPool)
    await print([await phrase({ role: 'party' })])
    expect((await desk.handlers['attributions.together']({ sourceId })).pool).toBe(null)
  })
})

describe('an export', () => {
  it('carries the claims of its reports and the phrases of its sources, and no others', async () => {
    const alone = await source('Cedar Lamp')
    const other = await source('Velvet Stone')
    const sent = await report([alone])
    const kept = await report([other])
    const goes = await claim(sent)
    await claim(kept)
    const phrase = async (id: SourceId) =>
      desk.handlers['attributions.save']({ id: null, rev: 0, content: attributionContent(id) })
    const printed = await phrase(alone.id)
    await phrase(other.id)
    const session = desk.controller.session()
    if (session === null) throw new Error('closed')
    const choice = { kind: 'reports', reportIds: [sent] } as const
    const { revisions } = await gather(choice, session.store, ownCard(session), noPace)
    const subjects = (kind: string) =>
      [...revisions].filter((revision) => revision.kind === kind).map(({ subject }) => subject)
    expect(subjects('claim')).toEqual([goes.id])
    expect(subjects('attribution')).toEqual([printed.id])
    expect(subjects('source')).toEqual([alone.id])
  })
})
