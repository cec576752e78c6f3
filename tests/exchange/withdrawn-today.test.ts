import { afterEach, beforeEach, expect, it } from 'vitest'
import { noticeId } from '../../src/main/exchange/notice.ts'
import { RecordId, SourceId } from '../../src/shared/ids.ts'
import type { Day } from '../../src/shared/ids.ts'
import type { SourceContent } from '../../src/shared/records.ts'
import type { TestVault } from '../vault/harness.ts'
import { fileFrom } from './by-hand.ts'
import { noticeBy } from './export-metadata.ts'
import { knows } from './meet.ts'
import { caseContent, id, person, reportContent, sample, signed } from './sample.ts'
import { session } from './test-vault.ts'
import { withdraw } from './three-vaults.ts'
import { fill, hybridOf, taken, toShare, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

let two: Two
beforeEach(async () => {
  two = await twoVaults()
})
afterEach(() => two.end())

const withdrawnIn = async ({ handlers }: TestVault) =>
  (await handlers['overview.counts']({ caseId: null, today: '2024-05-02' as Day })).withdrawn

const none = { total: 0, first: [] }
const only = (id: SourceId, isWithheld = false) => ({
  total: 1,
  first: [{ id, name: 'Quiet Heron', isWithheld }],
})

const save = async (of: TestVault, id: SourceId, change: Partial<SourceContent>): Promise<void> => {
  const { rev, content } = await of.handlers['sources.get']({ id })
  const changed = { ...content, ...change }
  await of.handlers['sources.save']({ id, rev, content: changed, identity: null })
}

it('a consent that a notice of another vault withdraws is on the page Today, linked to its source', async () => {
  const { field, desk, exported } = two
  const { caseId, sourceId } = await fill(field)
  const target = { kind: 'keys' as const, recipients: [await hybridOf(desk)] }
  await taken(desk, await exported(field, caseId, target))
  expect(await withdrawnIn(desk)).toEqual(none)
  await withdraw(field, sourceId)
  // Another case brings the notice, without the source.
  const other = await fill(field, 'Wood Lark')
  await taken(desk, await exported(field, other.caseId, target))
  const { consents } = (await desk.handlers['sources.get']({ id: sourceId })).content
  expect(consents.map(({ withdrawn }) => withdrawn)).toEqual([''])
  expect(await withdrawnIn(desk)).toEqual(only(sourceId))
})

it('a notice counts until consent to each of its uses is given again later, and only if its author may speak for the source', async () => {
  const { desk } = two
  const { sourceId } = await fill(desk)
  const { author, signing, store } = session(desk)
  const keep = (by: ReturnType<typeof person>, change: object): void => {
    const notice = noticeBy(by, { subject: RecordId.parse(sourceId), ...change })
    store.notices.keep([{ id: noticeId(notice), notice }])
  }
  keep(person(), { uses: ['share-desk'] })
  expect(await withdrawnIn(desk)).toEqual(none)
  const uses = ['publish-attributed', 'share-desk']
  keep({ author, keys: signing }, { day: '2024-02-01', uses })
  expect(await withdrawnIn(desk)).toEqual(only(sourceId))
  const given = { ...toShare, given: '2024-03-01' }
  await save(desk, sourceId, { consents: [given] })
  expect((await withdrawnIn(desk)).total).toBe(1)
  await save(desk, sourceId, { consents: [given, { ...given, use: 'publish-attributed' }] })
  expect(await withdrawnIn(desk)).toEqual(none)
  keep({ author, keys: signing }, { day: '2024-03-02', uses })
  expect((await withdrawnIn(desk)).total).toBe(1)
})

it('a notice under a name that is not here counts once a record of its author names it', async () => {
  const { desk } = two
  const missing = SourceId.parse(id(77))
  const { sourceId } = await fill(desk)
  await save(desk, sourceId, { sameOrigin: [missing] })
  const by = person()
  knows(desk, by)
  const notice = noticeBy(by, { subject: RecordId.parse(missing), uses: ['share-desk'] })
  session(desk).store.notices.keep([{ id: noticeId(notice), notice }])
  expect(await withdrawnIn(desk)).toEqual(none)
  const revisions = [
    signed(by, { subject: id(1), kind: 'case', content: caseContent('Winter') }),
    signed(by, {
      subject: id(2),
      kind: 'report',
      content: reportContent('Crossing', 'x', id(1), [missing]),
    }),
  ]
  const file = { ...sample(by), revisions, seals: [], sources: 0, reports: 1 }
  await taken(desk, await fileFrom(two, by, desk, file))
  expect(await withdrawnIn(desk)).toEqual(only(sourceId))
})

it('a source that is withheld here is on the page Today until it is released', async () => {
  const { desk } = two
  const { sourceId: id } = await fill(desk)
  await desk.handlers['sources.holdBack']({ id, isHeld: true })
  expect(await withdrawnIn(desk)).toEqual(only(id, true))
  await desk.handlers['sources.holdBack']({ id, isHeld: false })
  expect(await withdrawnIn(desk)).toEqual(none)
})
