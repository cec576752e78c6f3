import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { signNotice } from '../../src/main/exchange/notice.ts'
import { publicationHandlers } from '../../src/main/vault/publishing/publication-handlers.ts'
import { Day, RecordId } from '../../src/shared/ids.ts'
import type { CaseId, ReportId } from '../../src/shared/ids.ts'
import { failureOf } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { claimContent } from '../vault/protected-content.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { custodyOf, nextTask, session, tokenFor } from './test-vault.ts'
import { inside, sentBy, threeVaults, withdraw } from './three-vaults.ts'
import { fileFrom } from './by-hand.ts'
import { knows } from './meet.ts'
import { person, sample } from './sample.ts'
import { fill, preview, prepared, taken, toShare } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { publishDecided, reviewOf } from './decided.ts'

let two: Two
let field: TestVault
let desk: TestVault
let third: TestVault
beforeAll(async () => {
  const three = await threeVaults()
  ;({ two, field, desk, third } = three)
  return three.end
})

/** A publication that prints one claim of a received report. */
const printing = async (
  of: TestVault,
  { caseId, reportId }: { readonly caseId: CaseId; readonly reportId: ReportId },
) => {
  const claim = await of.handlers['claims.save']({
    id: null,
    rev: 0,
    content: claimContent(reportId, { caseId }),
  })
  const ours = publicationHandlers(() => session(of), {
    check: () => Promise.resolve([]),
    print: () => Promise.reject(new Error('not asked for')),
  })
  const printed = { attributionId: null, when: '', place: '', count: '' }
  const { id } = await ours['publications.save']({
    id: null,
    rev: 0,
    content: {
      ...publicationContent(caseId),
      claims: [{ ...printed, claimId: claim.id, wording: 'They were returned.' }],
    },
  })
  const folder = join(two.place, `printed-${nextTask()}`)
  mkdirSync(folder)
  return { id, ours, folder }
}

test('a withdrawal reaches recipients of the source with the next three files, and blocks the export of the source there', async () => {
  const kept = await fill(field, 'Marsh Tit')
  const other = await fill(field, 'Wood Lark')
  const first = await sentBy(two, field, kept.caseId, desk)
  await taken(desk, first)
  expect((await prepared(desk, { kind: 'case', caseId: kept.caseId })).items).not.toContainEqual(
    expect.objectContaining({ item: `consent:${kept.sourceId}:withdrawn` }),
  )
  await withdraw(field, kept.sourceId)
  const path = await sentBy(two, field, other.caseId, desk)
  const { notices } = await inside(desk, path)
  expect(notices.map(({ kind, subject, uses }) => [kind, subject, uses])).toEqual([
    ['withdrawal', kept.sourceId, ['share-desk']],
  ])
  const shown = await preview(desk, path)
  expect(shown.notices).toMatchObject([{ kind: 'withdrawal', name: 'Marsh Tit' }])
  await taken(desk, path)
  expect((await preview(desk, path)).notices).toEqual([])
  expect((await prepared(desk, { kind: 'case', caseId: kept.caseId })).items).toContainEqual(
    expect.objectContaining({ item: `consent:${kept.sourceId}:withdrawn`, state: 'blocks' }),
  )
  expect(await failureOf(() => sentBy(two, desk, kept.caseId, third))).toBe('withheld')
  expect((await custodyOf(desk, kept.sourceId)).notices).toMatchObject([
    { kind: 'withdrawal', from: { state: 'verified', pseudonym: 'field' } },
  ])
  for (const more of [1, 1, 0]) {
    const next = await inside(desk, await sentBy(two, field, other.caseId, desk))
    expect(next.notices).toHaveLength(more)
  }
  // A vault that never had the source gets no notice.
  expect((await inside(third, await sentBy(two, field, other.caseId, third))).notices).toEqual([])
})

test('a received withdrawal blocks a publication of the source’s statements, whatever the reason', async () => {
  const kept = await fill(field, 'Snow Bunting')
  const other = await fill(field, 'Tree Pipit')
  const { rev, content } = await field.handlers['sources.get']({ id: kept.sourceId })
  const toPrint = { ...toShare, use: 'publish-unattributed' as const }
  await field.handlers['sources.save']({
    id: kept.sourceId,
    rev,
    content: { ...content, consents: [toShare, toPrint] },
    identity: null,
  })
  await taken(desk, await sentBy(two, field, kept.caseId, desk))
  const { ours, id, folder } = await printing(desk, kept)
  const write = async (): Promise<unknown> => {
    const { items } = await reviewOf(ours, id)
    const overrides = items
      .filter(({ state }) => state === 'blocks')
      .map(({ item }) => ({ item, reason: 'Everybody knows it', day: Day.parse('2024-03-01') }))
    const saved = await ours['publications.get']({ id })
    await ours['publications.save']({
      id,
      rev: saved.rev,
      content: { ...saved.content, overrides },
    })
    return publishDecided(ours, {
      id,
      formats: ['json'],
      folder: tokenFor(desk, folder),
      cosign: null,
    })
  }
  expect(await failureOf(write)).toBe('none')
  const before = readdirSync(folder)
  expect(before).toHaveLength(1)

  await withdraw(field, kept.sourceId)
  await taken(desk, await sentBy(two, field, other.caseId, desk))
  expect((await reviewOf(ours, id)).items).toContainEqual(
    expect.objectContaining({
      item: `consent:${kept.sourceId}:publish-unattributed:withdrawn`,
      state: 'blocks',
      notOverridable: true,
    }),
  )
  expect(await failureOf(write)).toBe('withheld')
  expect(readdirSync(folder)).toEqual(before)
})

test('a withdrawal that arrives before its source withholds the source once it is here', async () => {
  const kept = await fill(field, 'Cirl Bunting')
  const other = await fill(field, 'Corn Crake')
  const first = await sentBy(two, field, kept.caseId, desk)
  await withdraw(field, kept.sourceId)
  await taken(desk, await sentBy(two, field, other.caseId, desk))
  await taken(desk, first)
  expect((await prepared(desk, { kind: 'case', caseId: kept.caseId })).items).toContainEqual(
    expect.objectContaining({ item: `consent:${kept.sourceId}:withdrawn`, state: 'blocks' }),
  )
})

test('a withdrawal by an author without authority over the source withholds nothing', async () => {
  const kept = await fill(field, 'Stock Dove')
  await taken(desk, await sentBy(two, field, kept.caseId, desk))
  const by = person()
  knows(desk, by)
  const notice = signNotice(
    {
      author: by.author,
      day: Day.parse('2024-04-09'),
      kind: 'withdrawal',
      revision: null,
      subject: RecordId.parse(kept.sourceId),
      subjectKind: 'source',
      text: '',
      uses: ['internal'],
    },
    by.keys,
  )
  await taken(desk, await fileFrom(two, by, desk, sample(by), { notices: [notice] }))
  expect((await custodyOf(desk, kept.sourceId)).notices).toEqual([])
  expect((await prepared(desk, { kind: 'case', caseId: kept.caseId })).items).not.toContainEqual(
    expect.objectContaining({ item: `consent:${kept.sourceId}:withdrawn` }),
  )
})
