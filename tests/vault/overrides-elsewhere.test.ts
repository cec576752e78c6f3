import { afterEach, beforeEach, expect, it } from 'vitest'
import { signRevision } from '../../src/main/vault/session/revise.ts'
import { RecordId } from '../../src/shared/ids.ts'
import type { ReportContent } from '../../src/shared/records.ts'
import { session, tokenFor } from '../exchange/test-vault.ts'
import { cardFile, names } from '../exchange/meet.ts'
import { hybridOf, prepared, taken, twoVaults } from '../exchange/two-vaults.ts'
import type { Two } from '../exchange/two-vaults.ts'
import { caseContent, failureOf, reportContent } from './harness.ts'
import type { TestVault } from './harness.ts'
import { publicationContent } from './publication-content.ts'
import { publishDecided, reviewOf } from '../exchange/decided.ts'

const phone = '010-2345-6789'
const override: ReportContent['overrides'][number] = {
  family: 'phone',
  quote: phone,
  reason: 'The number of an office',
  day: '2024-01-01' as never,
}

let two: Two
beforeEach(async () => {
  two = await twoVaults()
})
afterEach(() => two.end())

const refile = async (of: TestVault, id: string, over: Partial<ReportContent>): Promise<void> => {
  const { rev, content } = await of.handlers['reports.get']({ id: id as never })
  const saved = await of.handlers['reports.save']({
    id: id as never,
    rev,
    content: { ...content, ...over },
  })
  await of.handlers['reports.file']({ id: id as never, rev: saved.rev })
}

it('another author’s override in an imported report has no effect here, and its reason is shown', async () => {
  const { field, desk } = two
  const { id: caseId } = await field.handlers['cases.save']({
    id: null,
    rev: 0,
    content: caseContent('Winter'),
  })
  const draft = await field.handlers['reports.save']({
    id: null,
    rev: 0,
    content: { ...reportContent(`Call ${phone}`), caseId, overrides: [override] },
  })
  await field.handlers['reports.file']({ id: draft.id, rev: draft.rev })
  await names(field, desk)
  const target = { kind: 'keys', recipients: [await hybridOf(desk)] } as const
  await taken(desk, await two.exported(field, caseId, target as never))

  const said = async () =>
    (await prepared(desk, { kind: 'case', caseId })).items.map(({ state, reason }) => [
      state,
      reason,
    ])
  expect(await said()).toEqual([['blocks', override.reason]])
  expect(await failureOf(() => two.exported(desk, caseId, target as never))).toBe('withheld')

  // A new revision here that only carries the override along does not confirm it.
  await refile(desk, draft.id, { tags: ['read'] })
  expect(await said()).toEqual([['blocks', override.reason]])

  await refile(desk, draft.id, { overrides: [{ ...override, reason: 'Printed on their door' }] })
  expect(await said()).toEqual([['overridden', 'Printed on their door']])

  // An override here has no effect in the other vault.
  const back = { kind: 'keys', recipients: [await hybridOf(field)] } as const
  await taken(field, await two.exported(desk, caseId, back as never))
  const { items } = await prepared(field, { kind: 'case', caseId })
  expect(items.map(({ state }) => state)).toEqual(['blocks'])
})

it('another author’s override in a publication has no effect here', async () => {
  const { field, desk, out } = two
  const { id: caseId } = await desk.handlers['cases.save']({
    id: null,
    rev: 0,
    content: caseContent('Winter'),
  })
  const content = { ...publicationContent(caseId), summary: `Call ${phone}` }
  const { id } = await desk.handlers['publications.save']({ id: null, rev: 0, content })
  const before = await reviewOf(desk.handlers, id)
  const overrides = before.items
    .filter(({ state }) => state === 'blocks')
    .map(({ item }) => ({ item, reason: 'Let it pass', day: '2026-01-01' as never }))
  expect(overrides).toHaveLength(1)

  await names(desk, field)
  await cardFile(desk, two.place)
  const subject = RecordId.parse(id)
  const { store, today } = session(desk)
  const theirs = signRevision(
    { ...session(field), store },
    { subject, kind: 'publication', content: { ...content, overrides } },
  )
  store.exchange.commitImport(
    {
      exportId: 'ab'.repeat(16),
      sender: session(field).author,
      pair: 'cd'.repeat(32),
      seq: 1,
      hash: 'ef'.repeat(32),
      previous: null,
      day: today(),
    },
    [{ subject, kind: 'publication', revisions: [theirs], heads: [theirs.id], seals: new Map() }],
  )
  const stored = await desk.handlers['publications.get']({ id })
  expect(stored.content.overrides).toEqual(overrides)
  expect((await reviewOf(desk.handlers, id)).ready).toBe(false)
  const write = () =>
    publishDecided(desk.handlers, { id, formats: ['json'], folder: tokenFor(desk, out) })
  expect(await failureOf(write)).toBe('withheld')

  const own = overrides.map((one) => ({ ...one, reason: 'It is the number of a hotline' }))
  await desk.handlers['publications.save']({
    id,
    rev: stored.rev,
    content: { ...content, overrides: own },
  })
  expect((await reviewOf(desk.handlers, id)).ready).toBe(true)
})
