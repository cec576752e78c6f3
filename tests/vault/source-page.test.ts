import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CaseId, RecordId, ReportId, SourceId } from '../../src/shared/ids.ts'
import type { ReportContent, Source, SourceContent } from '../../src/shared/records.ts'
import { nextTask, session, tokenFor } from '../exchange/test-vault.ts'
import { toShare } from '../exchange/two-vaults.ts'
import { caseContent, newVault, reportContent, sourceContent, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'
import { exportDecided } from '../exchange/decided.ts'

let folder: { readonly path: string; readonly remove: () => void }
let desk: TestVault
let out: string
let caseId: CaseId

const make = async (codeName: string, over: Partial<SourceContent> = {}): Promise<Source> =>
  desk.handlers['sources.save']({
    id: null,
    rev: 0,
    content: { ...sourceContent(codeName), consents: [toShare], ...over },
    identity: null,
  })
const change = async (id: SourceId, over: Partial<SourceContent>): Promise<Source> => {
  const { rev, content } = await desk.handlers['sources.get']({ id })
  return desk.handlers['sources.save']({
    id,
    rev,
    content: { ...content, ...over },
    identity: null,
  })
}
const write = async (over: Partial<ReportContent>, filed = true): Promise<ReportId> => {
  const saved = await desk.handlers['reports.save']({
    id: null,
    rev: 0,
    content: { ...reportContent('A body'), caseId, ...over },
  })
  if (filed) await desk.handlers['reports.file']({ id: saved.id, rev: saved.rev })
  return saved.id
}
const send = async (): Promise<string> =>
  (
    await exportDecided(desk.handlers, {
      task: nextTask(),
      choice: { kind: 'case', caseId },
      target: { kind: 'passphrase', passphrase: 'four words for a file' },
      overrides: [],
      purpose: 'For the desk',
      folder: tokenFor(desk, out),
    })
  ).exportId

beforeEach(async () => {
  folder = temporaryFolder()
  out = join(folder.path, 'out')
  mkdirSync(out)
  const { desk: opened, made } = newVault(join(folder.path, 'vault'))
  await made
  desk = opened
  caseId = (await desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent('Winter') }))
    .id
})
afterEach(() => {
  desk.controller.close()
  folder.remove()
})

describe('the page of a source', () => {
  it('keeps how it was graded over time, and only what changed', async () => {
    const { id } = await make('Quiet Heron', { reliability: 'F', reliabilityReason: '' })
    await change(id, { reliability: 'C', reliabilityReason: 'Once borne out' })
    await change(id, { note: 'Nothing of the grade' })
    await change(id, { reliabilityReason: 'Twice borne out' })
    const history = await desk.handlers['sources.history']({ id })
    expect(history.map(({ reliability, reason, byUs }) => [reliability, reason, byUs])).toEqual([
      ['C', 'Twice borne out', true],
      ['C', 'Once borne out', true],
      ['F', '', true],
    ])
  })

  it('finds everything in which it appears, also by its code name and in old revisions', async () => {
    const { id } = await make('Quiet Heron')
    const named = await write({ sourceIds: [id], title: 'Named' })
    const mentions = await write({ body: 'As Quiet Heron said', title: 'Mentions' }, false)
    const once = await write({ sourceIds: [id], title: 'Once' })
    const { rev, content } = await desk.handlers['reports.get']({ id: once })
    const saved = await desk.handlers['reports.save']({
      id: once,
      rev,
      content: { ...content, sourceIds: [] },
    })
    await desk.handlers['reports.file']({ id: once, rev: saved.rev })
    await write({ title: 'Has nothing to do with it' })
    await send()
    await send()
    const { store } = session(desk)
    store.journal.noteRecord('review.overridden', id as string as RecordId)
    const found = await desk.handlers['sources.footprint']({ id })
    expect(new Set(found.reports.map((row) => row.id))).toEqual(new Set([named, mentions, once]))
    expect(found.exports.map(({ purpose }) => purpose)).toEqual(['For the desk', 'For the desk'])
    expect(new Set(found.exports.map(({ exportId }) => exportId)).size).toBe(2)
  })
})
