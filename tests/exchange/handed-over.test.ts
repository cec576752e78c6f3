import { afterEach, beforeEach, expect, test } from 'vitest'
import { join } from 'node:path'
import { withdrewBefore } from '../../src/main/vault/custody/source-consent.ts'
import { RecordId } from '../../src/shared/ids.ts'
import { readVault } from '../format/second-reader.ts'
import { failureOf, passphrase, reportContent } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { names } from './meet.ts'
import { fill, hybridOf, preview, taken, toShare, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { handOverDecided } from './decided.ts'

let two: Two
let field: TestVault
let desk: TestVault
beforeEach(async () => {
  two = await twoVaults()
  ;({ field, desk } = two)
})
afterEach(() => two.end())

type Choice = Parameters<TestVault['handlers']['handover.prepare']>[0]['choice']

const planned = (choice: Choice, purpose = '') =>
  field.handlers['handover.prepare']({
    task: nextTask(),
    choice,
    overrides: [],
    purpose,
    contact: session(desk).author,
  })
const handedOver = async (choice: Choice, purpose = '') =>
  handOverDecided(field.handlers, {
    task: nextTask(),
    choice,
    contact: session(desk).author,
    overrides: (await planned(choice, purpose)).summary.items
      .filter(({ state }) => state === 'blocks')
      .map(({ item }) => ({ item, reason: 'zqreason' })),
    purpose,
    folder: tokenFor(field, two.out),
  })
const dropDrafts = async (caseId: Awaited<ReturnType<typeof fill>>['caseId']): Promise<void> => {
  const filter = { caseId, sourceId: null, state: 'draft', cursor: null, limit: 50 } as const
  for (const { id, rev } of (await field.handlers['reports.list'](filter)).rows) {
    await field.handlers['records.remove']({ id: RecordId.parse(id), rev })
  }
}

test('records are not handed over to a desk that may not revise them; a named desk may', async () => {
  const { caseId, sourceId, reportId } = await fill(field, 'Marsh Tit')
  await dropDrafts(caseId)
  const choice = { kind: 'case', caseId } as const
  const sealed = [{ subject: sourceId, kind: 'source', name: expect.any(String) as string }]
  const rest = { foreign: [], had: [], sealed }
  expect((await planned(choice)).revising).toEqual({ isNamed: false, ...rest })
  expect(await failureOf(() => handedOver(choice))).toBe('not-author')
  await names(field, desk)
  expect((await planned(choice)).revising).toEqual({ isNamed: true, ...rest })
  const { fileName, refused } = await handedOver(choice)
  expect(refused).toBeNull()

  // The card that names it came with the file.
  await taken(desk, join(two.out, fileName))
  const source = await desk.handlers['sources.get']({ id: sourceId })
  await desk.handlers['sources.save']({
    id: sourceId,
    rev: source.rev,
    content: { ...source.content, consents: [{ ...toShare, withdrawn: '2024-03' }] },
    identity: null,
  })
  const report = await desk.handlers['reports.get']({ id: reportId })
  const content = { ...report.content, body: 'corrected' }
  const { rev } = await desk.handlers['reports.save']({ id: reportId, rev: report.rev, content })
  await desk.handlers['reports.file']({ id: reportId, rev })
})

test('a source’s withdrawal is still known here after the source was handed over', async () => {
  const { caseId, sourceId } = await fill(field, 'Snow Bunting')
  const { rev, content } = await field.handlers['sources.get']({ id: sourceId })
  const printed = { ...toShare, use: 'publish-unattributed' as const, withdrawn: '2024-03' }
  const consents = [toShare, printed]
  await field.handlers['sources.save']({
    id: sourceId,
    rev,
    content: { ...content, consents },
    identity: null,
  })
  await dropDrafts(caseId)
  await names(field, desk)
  expect((await handedOver({ kind: 'case', caseId })).refused).toBeNull()
  expect(await failureOf(() => field.handlers['sources.get']({ id: sourceId }))).toBe('not-found')
  expect(withdrewBefore(session(field).store, sourceId)).toBe(true)
})

test('overrides of findings in a purpose are erased with the purpose, from every page', async () => {
  await names(field, desk)
  const content = reportContent('plain words', 'Plain')
  const { id, rev } = await field.handlers['reports.save']({ id: null, rev: 0, content })
  await field.handlers['reports.file']({ id, rev })
  const purpose = 'for zqkim, write to zqkim@example.org or +82 10-1234-5678'
  const done = await handedOver({ kind: 'reports', reportIds: [id] }, purpose)
  expect(done.refused).toBeNull()
  expect((await field.handlers['exports.list']({})).map((one) => one.overridden)).toEqual([[]])
  field.controller.close()
  const { database } = await readVault(field.folder, { passphrase })
  expect(['zqkim', 'zqreason', 'plain words'].filter((word) => database.includes(word))).toEqual([])
  await field.controller.unlock({ passphrase, keyFile: null })
  expect((await field.handlers['vault.verify']({ task: nextTask() })).faults).toEqual([])
})

test('before records are handed back, the app says that their author may have erased them and would refuse them', async () => {
  const { caseId, reportId } = await fill(field, 'Reed Bunting')
  const other = await fill(desk, 'Rock Pipit')
  await dropDrafts(caseId)
  await names(field, desk)
  await names(desk, field)
  const { fileName } = await handedOver({ kind: 'case', caseId })
  await taken(desk, join(two.out, fileName))
  const back = async (choice: Choice) =>
    desk.handlers['handover.prepare']({
      task: nextTask(),
      choice,
      overrides: [],
      purpose: '',
      contact: session(field).author,
    })
  const { revising } = await back({ kind: 'case', caseId })
  expect(revising?.had.map(({ kind }) => kind).sort()).toEqual(['case', 'report', 'source'])
  const own = await back({ kind: 'reports', reportIds: [other.reportId] })
  expect(own.revising?.had).toEqual([])

  // It is so: what comes back is refused.
  const path = await two.exported(desk, caseId, {
    kind: 'keys',
    recipients: [await hybridOf(field)],
  })
  const { items } = await preview(field, path)
  expect(items.find(({ subject }) => subject === RecordId.parse(reportId))?.why).toBe('purged')
})
