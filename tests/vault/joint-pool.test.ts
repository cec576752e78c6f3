import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Failure } from '../../src/shared/failure.ts'
import type { Publication } from '../../src/shared/claims.ts'
import type { SourceContent } from '../../src/shared/records.ts'
import { attributionContent, claimContent } from './protected-content.ts'
import {
  blocks,
  changeSource,
  consents,
  publicationVault,
  review,
  save,
  whole,
} from './publication-vault.ts'
import type { PublicationVault } from './publication-vault.ts'

let at: PublicationVault
beforeEach(async () => {
  at = await publicationVault()
})
afterEach(() => at.close())

/**
 * A second source that was confirmed to be the first one, with its own phrase, printed beside it.
 */
const printTwin = async (): Promise<Publication> => {
  const { handlers } = at.desk
  const first = await handlers['sources.get']({ id: at.sourceId })
  const twin = await handlers['sources.save']({
    id: null,
    rev: 0,
    content: { ...first.content, codeName: 'Copper Fern', sameOrigin: [at.sourceId] },
    identity: null,
  })
  const { content } = await handlers['reports.get']({ id: at.reportId })
  const report = await handlers['reports.save']({
    id: null,
    rev: 0,
    content: { ...content, sourceIds: [twin.id] },
  })
  await handlers['reports.file']({ id: report.id, rev: report.rev })
  const claim = await handlers['claims.save']({
    id: null,
    rev: 0,
    content: claimContent(report.id, { caseId: at.caseId }),
  })
  const phrase = await handlers['attributions.save']({
    id: null,
    rev: 0,
    content: attributionContent(twin.id, { phrase: 'a trader', role: 'trader', poolLow: 90 }),
  })
  const [printed] = whole(at).claims
  return save(at, {
    ...whole(at),
    reports: [],
    claims: [printed!, { ...printed!, claimId: claim.id, attributionId: phrase.id }],
  })
}

const answer = async (low: number): Promise<SourceContent['jointPool']> => {
  const { phrases, as } = await at.desk.handlers['attributions.together']({ sourceId: at.sourceId })
  const jointPool = { of: phrases.map(({ id }) => id), low, high: 200, basis: '', as }
  await changeSource(at, { jointPool })
  return jointPool
}

describe('phrases of sources that are one origin', () => {
  it('block as one issue until their combined pool is entered', async () => {
    const publication = await printTwin()
    expect(await blocks(at, publication)).toEqual(['joint-pool:…:2:unasked'])
    const jointPool = await answer(40)
    expect(await blocks(at, publication)).toEqual([])
    const sources = await at.desk.handlers['sources.list']({})
    const twin = sources.find(({ id }) => id !== at.sourceId)!
    const { pool } = await at.desk.handlers['attributions.together']({ sourceId: twin.id })
    expect(pool).toEqual(jointPool)
  })
})

describe('consent that one person withdrew', () => {
  it('is withdrawn for every source that is confirmed as that person', async () => {
    const publication = await printTwin()
    await answer(40)
    expect(await blocks(at, publication)).toEqual([])
    await changeSource(at, {
      consents: consents.map((one) => ({ ...one, withdrawn: '2024-02' })),
    })
    const { items } = await review(at, publication)
    const sources = await at.desk.handlers['sources.list']({})
    const twin = sources.find(({ id }) => id !== at.sourceId)!
    const ofTwin = items.filter(({ item }) => item.startsWith(`consent:${twin.id}:`))
    expect(ofTwin.length).toBeGreaterThan(0)
    expect(
      ofTwin.every(({ item, notOverridable }) => item.endsWith(':withdrawn') && notOverridable),
    ).toBe(true)
  })
})

describe('a combined pool', () => {
  it('is refused when it is larger than the pool of one phrase', async () => {
    const publication = await printTwin()
    const refused: unknown = await answer(91).catch((cause: unknown) => cause)
    expect(refused).toBeInstanceOf(Failure)
    expect(refused).toMatchObject({ code: 'invalid', fields: ['content.jointPool.low'] })
    expect(await blocks(at, publication)).toEqual(['joint-pool:…:2:unasked'])
    await answer(90)
    expect(await blocks(at, publication)).toEqual([])
  })
})
