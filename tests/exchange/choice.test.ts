import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CaseId, ReportId } from '../../src/shared/ids.ts'
import { RecordId } from '../../src/shared/ids.ts'
import { failureOf, reportContent } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { nextTask, session } from './test-vault.ts'
import { names } from './meet.ts'
import {
  committed,
  fill,
  hybridOf,
  neededIn,
  preview,
  state,
  taken,
  twoVaults,
} from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

let two: Two
let field: TestVault
let desk: TestVault
beforeEach(async () => {
  two = await twoVaults()
  ;({ field, desk } = two)
})
afterEach(() => two.end())

const toDesk = async (caseId: CaseId): Promise<string> =>
  two.exported(field, caseId, { kind: 'keys', recipients: [await hybridOf(desk)] })

const revised = async (of: TestVault, id: ReportId, body: string): Promise<void> => {
  const report = await of.handlers['reports.get']({ id })
  const content = { ...report.content, body }
  const { rev } = await of.handlers['reports.save']({ id, rev: report.rev, content })
  await of.handlers['reports.file']({ id, rev })
}

const another = async (caseId: CaseId): Promise<ReportId> => {
  const content = { ...reportContent('another text', 'Another'), caseId }
  const { id, rev } = await field.handlers['reports.save']({ id: null, rev: 0, content })
  await field.handlers['reports.file']({ id, rev })
  return id
}

describe('a choice of what a file holds', () => {
  it('brings along what a chosen report refers to, and leaves the rest for the same file later', async () => {
    const { caseId, sourceId, reportId } = await fill(field)
    const other = await another(caseId)
    const path = await toDesk(caseId)
    const shown = await preview(desk, path)
    const needs = neededIn(shown)
    expect(needs.get(reportId)).toEqual([caseId, sourceId])
    expect(needs.get(other)).toEqual([caseId])
    expect(needs.get(caseId)).toEqual([])
    expect(await committed(desk, shown.exportId, [reportId])).toMatchObject({ added: 3, left: 1 })
    expect(await failureOf(() => desk.handlers['reports.get']({ id: other }))).toBe('not-found')
    expect((await desk.handlers['reports.get']({ id: reportId })).content.sourceIds).toEqual([
      sourceId,
    ])

    const again = await preview(desk, path)
    expect(again).toMatchObject({ seen: false, cameBefore: true })
    expect(again.items.map(({ effect }) => effect).sort()).toEqual([
      'known',
      'known',
      'known',
      'new',
    ])
    expect(await committed(desk, again.exportId)).toMatchObject({ added: 1, left: 0 })
    expect(session(desk).store.exchange.imports()).toHaveLength(1)

    const third = await preview(desk, path)
    expect(third).toMatchObject({ seen: true, cameBefore: true })
    const before = state(desk)
    await committed(desk, third.exportId)
    expect(state(desk)).toEqual(before)
  })

  it('names the case and the sources of each report, so that the preview can be read by case', async () => {
    const { caseId, sourceId, reportId } = await fill(field)
    const { items } = await preview(desk, await toDesk(caseId))
    const listed = new Map(items.map((one) => [one.subject as string, one]))
    expect(listed.get(reportId)).toMatchObject({ caseId, under: null, sources: [sourceId] })
    expect(listed.get(caseId)).toMatchObject({ caseId: null, under: null, sources: [] })
    expect(listed.get(sourceId)).toMatchObject({ caseId: null, under: null, sources: [] })
  })

  it('of nothing notes the arrival, so that a second history of the sequence is noticed', async () => {
    const { caseId } = await fill(field)
    const shown = await preview(desk, await toDesk(caseId))
    expect(await committed(desk, shown.exportId, [])).toMatchObject({ added: 0, left: 3 })
    expect(session(desk).store.exchange.imports()).toHaveLength(1)
    expect(await desk.handlers['cases.list']({})).toEqual([])
  })

  it('of a record that is not in the file is refused', async () => {
    const { caseId } = await fill(field)
    const { exportId } = await preview(desk, await toDesk(caseId))
    const before = state(desk)
    expect(await failureOf(() => committed(desk, exportId, ['0'.repeat(32)]))).toBe('invalid')
    expect(state(desk)).toEqual(before)
  })

  it('is cancelled without a trace before the transaction, and can be made again', async () => {
    const { caseId } = await fill(field)
    const { exportId, basedOn } = await preview(desk, await toDesk(caseId))
    const before = state(desk)
    const task = nextTask()
    const work = desk.handlers['imports.commit']({ task, exportId, basedOn, take: null })
    await desk.handlers['tasks.cancel']({ task })
    expect(await failureOf(() => work)).toBe('cancelled')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(state(desk)).toEqual(before)
    expect(await committed(desk, exportId)).toMatchObject({ added: 3 })
  })
})

describe('what an import would change', () => {
  it('is shown version by version, what is here beside what comes', async () => {
    // The desk revises it too: the card that grants the right is in the file.
    await names(field, desk)
    const { caseId, reportId } = await fill(field)
    const subject = RecordId.parse(reportId)
    const first = await preview(desk, await toDesk(caseId))
    const fresh = await desk.handlers['imports.differences']({ exportId: first.exportId, subject })
    expect(fresh).toMatchObject({
      kind: 'report',
      versions: [{ before: null, after: { title: '강제 북송' }, author: first.from.pseudonym }],
    })
    await committed(desk, first.exportId)

    await revised(field, reportId, 'as the field has it')
    const update = await preview(desk, await toDesk(caseId))
    const changed = { exportId: update.exportId, subject }
    expect(await desk.handlers['imports.differences'](changed)).toMatchObject({
      versions: [
        {
          before: { body: '시장에서 들은 이야기 遣返' },
          after: { body: 'as the field has it' },
        },
      ],
    })
    await revised(desk, reportId, 'as the desk has it')
    expect(await desk.handlers['imports.differences'](changed)).toMatchObject({
      versions: [
        { before: { body: 'as the desk has it' }, after: { body: 'as the field has it' } },
      ],
    })
    const known = { exportId: update.exportId, subject: RecordId.parse(caseId) }
    expect(await desk.handlers['imports.differences'](known)).toMatchObject({ versions: [] })
    const strange = { exportId: update.exportId, subject: '0'.repeat(32) as RecordId }
    expect(await failureOf(() => desk.handlers['imports.differences'](strange))).toBe('not-found')
    expect(
      await failureOf(() => desk.handlers['imports.differences']({ ...changed, exportId: 'x' })),
    ).toBe('not-found')
  })
})

describe('a record that was deleted here', () => {
  it('is refused, for good once it is purged, and the others are taken', async () => {
    const { caseId, reportId } = await fill(field)
    await taken(desk, await toDesk(caseId))
    const { rev } = await desk.handlers['reports.get']({ id: reportId })
    const id = RecordId.parse(reportId)
    await desk.handlers['records.remove']({ id, rev })
    await revised(field, reportId, 'said again')
    const path = await toDesk(caseId)
    const reasons = async () =>
      (await preview(desk, path)).items.flatMap(({ why }) => (why === null ? [] : [why]))
    expect(await reasons()).toEqual(['removed'])
    session(desk).store.records.purgeRemoved()
    expect(await reasons()).toEqual(['purged'])
    expect(await taken(desk, path)).toMatchObject({ added: 0, known: 2, refused: 1 })
    expect(session(desk).store.revisions.heads(id)).toBeNull()
    expect((await desk.handlers['search.query']({ query: 'said', limit: 5 })).total).toBe(0)
  })
})
