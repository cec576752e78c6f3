import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Failure } from '../../src/shared/failure.ts'
import type { CaseId, RecordId, ReportId, SourceId } from '../../src/shared/ids.ts'
import type { ReportContent, Source, SourceContent } from '../../src/shared/records.ts'
import { nextTask, session, tokenFor } from '../exchange/two-desks.ts'
import {
  caseContent,
  newVault,
  reportContent,
  sourceContent,
  temporaryFolder,
  type Desk,
} from './harness.ts'

type Consent = SourceContent['consents'][number]

const consent = (over: Partial<Consent> = {}): Consent => ({
  use: 'share-desk',
  audience: '',
  given: '2024-01',
  withdrawn: '',
  note: '',
  ...over,
})

let folder: { readonly path: string; readonly remove: () => void }
let desk: Desk
let out: string
let caseId: CaseId

const make = async (codeName: string, over: Partial<SourceContent> = {}): Promise<Source> =>
  desk.handlers['sources.save']({
    id: null,
    rev: 0,
    content: { ...sourceContent(codeName), ...over },
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
const send = async (
  more: { keepBack?: boolean; embargoReason?: string | null } = {},
): Promise<string> =>
  (
    await desk.handlers['exports.write']({
      task: nextTask(),
      choice: { kind: 'case', caseId },
      target: { kind: 'passphrase', passphrase: 'four words for a file' },
      purpose: 'For the desk',
      folder: tokenFor(desk, out),
      ...more,
    })
  ).exportId
const withheld = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
  try {
    await act()
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'withheld') return cause.fields
    throw cause
  }
  return []
}

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
  desk.keeper.close()
  folder.remove()
})

describe('an export', () => {
  it('is refused once a source has taken back consent, and marks what went out before', async () => {
    const source = await make('Quiet Heron', { consents: [consent()] })
    const other = await make('Copper Fern')
    await write({ sourceIds: [source.id] })
    await write({ sourceIds: [other.id] })
    const exportId = await send()
    expect((await desk.handlers['exports.list']({}))[0]?.withdrawn).toEqual([])
    const { exports: before } = await desk.handlers['sources.footprint']({ id: source.id })
    expect(before.map((item) => item.exportId)).toEqual([exportId])

    await change(source.id, { consents: [consent({ withdrawn: '2024-02' })] })
    const item = `consent:${source.id}`
    const { items } = await desk.handlers['exports.prepare']({ choice: { kind: 'case', caseId } })
    expect(items.map((found) => [found.item, found.state])).toEqual([
      [item, 'blocks'],
      [`consent:${other.id}`, 'warns'],
    ])
    const files = readdirSync(out)
    expect(await withheld(() => send())).toEqual([item])
    expect(await withheld(() => send({ embargoReason: 'No reason will do' }))).toEqual([item])
    expect(readdirSync(out)).toEqual(files)
    expect((await desk.handlers['exports.list']({}))[0]?.withdrawn).toEqual([source.id])

    const without = await send({ keepBack: true })
    const listed = await desk.handlers['exports.list']({})
    expect(listed.map((row) => [row.exportId, row.withdrawn])).toEqual([
      [without, []],
      [exportId, [source.id]],
    ])
  })

  it('asks consent of a source that only an earlier revision names', async () => {
    const source = await make('Quiet Heron', { consents: [consent({ withdrawn: '2024-02' })] })
    const id = await write({ sourceIds: [source.id] })
    const { rev, content } = await desk.handlers['reports.get']({ id })
    const saved = await desk.handlers['reports.save']({
      id,
      rev,
      content: { ...content, sourceIds: [] },
    })
    await desk.handlers['reports.file']({ id, rev: saved.rev })
    expect(await withheld(() => send())).toEqual([`consent:${source.id}`])
  })

  it('waits for an embargo, or for a reason, which is journaled and travels with the file', async () => {
    const id = await write({ handling: { level: 'embargo', note: '', until: '2999-01-01' } })
    expect(await withheld(() => send())).toEqual([`embargo:${id}`])
    await send({ embargoReason: 'The desk has agreed to wait' })
    const [row] = await desk.handlers['exports.list']({})
    expect(row?.purpose).toBe('For the desk\nThe desk has agreed to wait')
    const { lines } = await desk.handlers['journal.list']({ subject: id, before: null, limit: 10 })
    expect(lines.map(({ kind }) => kind).slice(0, 2)).toEqual([
      'record.exported',
      'review.overridden',
    ])
  })

  it('says who must not be contacted and under which conditions a report stands', async () => {
    const source = await make('Quiet Heron', { doNotContact: true, consents: [consent()] })
    const id = await write({
      sourceIds: [source.id],
      handling: { level: 'conditions', note: 'Ask first', until: '' },
    })
    const { items } = await desk.handlers['exports.prepare']({ choice: { kind: 'case', caseId } })
    expect(items.map(({ kind, state, about, reason }) => [kind, state, about, reason])).toEqual([
      ['do-not-contact', 'warns', 'Quiet Heron', null],
      ['handling', 'warns', 'A report', 'Ask first'],
      ['consent', 'holds', 'Quiet Heron', null],
    ])
    expect(items[1]?.subject).toBe(id)
  })
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
