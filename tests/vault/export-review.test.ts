import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLintDesk } from '../../src/main/vault/lint-desk.ts'
import type { Parsed } from '../../src/shared/contract.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { CaseId, RecordId, ReportId, SourceId } from '../../src/shared/ids.ts'
import type { ReportContent, Source, SourceContent } from '../../src/shared/records.ts'
import { nextTask, prepared, session, tokenFor, toShare } from '../exchange/two-desks.ts'
import {
  caseContent,
  failureOf,
  newVault,
  reportContent,
  sourceContent,
  temporaryFolder,
  type Desk,
} from './harness.ts'
import { attributionContent, claimContent } from './protected-content.ts'
import { workerPaths } from './worker-paths.ts'

type Override = Parsed<'exports.prepare'>['overrides'][number]

let folder: { readonly path: string; readonly remove: () => void }
let desk: Desk
let out: string
let caseId: CaseId

const make = async (over: Partial<SourceContent> = {}): Promise<Source> =>
  desk.handlers['sources.save']({
    id: null,
    rev: 0,
    content: { ...sourceContent('Quiet Heron'), consents: [toShare], ...over },
    identity: null,
  })
const change = async (id: SourceId, over: Partial<SourceContent>): Promise<void> => {
  const { rev, content } = await desk.handlers['sources.get']({ id })
  await desk.handlers['sources.save']({
    id,
    rev,
    content: { ...content, ...over },
    identity: null,
  })
}
const write = async (over: Partial<ReportContent> = {}): Promise<ReportId> => {
  const saved = await desk.handlers['reports.save']({
    id: null,
    rev: 0,
    content: { ...reportContent('They had no shoes.'), caseId, ...over },
  })
  await desk.handlers['reports.file']({ id: saved.id, rev: saved.rev })
  return saved.id
}
const refile = async (id: ReportId, over: Partial<ReportContent>): Promise<void> => {
  const { rev, content } = await desk.handlers['reports.get']({ id })
  const saved = await desk.handlers['reports.save']({ id, rev, content: { ...content, ...over } })
  await desk.handlers['reports.file']({ id, rev: saved.rev })
}
const review = async (more: Partial<Parsed<'exports.prepare'>> = {}) =>
  prepared(desk, { kind: 'case', caseId }, more)
/** What the review says, with ids and digests left out. */
const lines = async (more: Partial<Parsed<'exports.prepare'>> = {}) =>
  (await review(more)).items.map(({ kind, family, state, place, about }) =>
    [kind, family, state, place, about].filter((part) => part !== null).join(' '),
  )
const open = async (more: Partial<Parsed<'exports.prepare'>> = {}): Promise<string[]> =>
  (await review(more)).items.filter(({ state }) => state === 'blocks').map(({ item }) => item)
const allWith = async (reason: string): Promise<Override[]> =>
  (await open()).map((item) => ({ item, reason }))
const send = async (more: Partial<Parsed<'exports.write'>> = {}): Promise<string> =>
  (
    await desk.handlers['exports.write']({
      task: nextTask(),
      choice: { kind: 'case', caseId },
      target: { kind: 'passphrase', passphrase: 'four words for a file' },
      overrides: [],
      purpose: '',
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
const seq = (): number => session(desk).store.journal.tail().seq

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
  vi.restoreAllMocks()
  desk.keeper.close()
  folder.remove()
})

describe('consent', () => {
  it('that was taken back stops an export whatever is said, and marks what went out before', async () => {
    const source = await make()
    await write({ sourceIds: [source.id] })
    await write({ title: 'Of nobody' })
    const exportId = await send()
    const { exports: before } = await desk.handlers['sources.footprint']({ id: source.id })
    expect(before.map((item) => item.exportId)).toEqual([exportId])

    await change(source.id, { consents: [{ ...toShare, withdrawn: '2024-02' }] })
    const item = `consent:${source.id}:withdrawn`
    const files = readdirSync(out)
    const overrides = [{ item, reason: 'No reason will do' }]
    expect(await withheld(() => send())).toEqual([item])
    expect(await withheld(() => send({ overrides }))).toEqual([item])
    expect(readdirSync(out)).toEqual(files)

    const without = await send({ keepBack: true })
    const listed = await desk.handlers['exports.list']({})
    expect(listed.map((row) => [row.exportId, row.reports, row.withdrawn])).toEqual([
      [without, 1, []],
      [exportId, 2, [source.id]],
    ])
  })

  it('is asked of a source that only an earlier revision names', async () => {
    const source = await make({ consents: [{ ...toShare, withdrawn: '2024-02' }] })
    const id = await write({ sourceIds: [source.id] })
    await refile(id, { sourceIds: [] })
    expect(await withheld(() => send())).toEqual([`consent:${source.id}:withdrawn`])
  })

  it('that nobody asked for stops an export until there is a reason; use inside only warns', async () => {
    const source = await make({ consents: [] })
    await write({ sourceIds: [source.id] })
    const item = `consent:${source.id}`
    expect(await withheld(() => send())).toEqual([item])
    await send({ overrides: [{ item, reason: 'It is our own desk' }] })
    await change(source.id, { consents: [{ ...toShare, use: 'internal' }] })
    expect(await lines()).toEqual(['consent warns source Quiet Heron'])
    await send()
  })

  it('of whoever speaks on the record is not asked again, and can be taken back', async () => {
    const source = await make({ kind: 'on-record', codeName: '', name: 'Mr Park', consents: [] })
    await write({ sourceIds: [source.id] })
    expect(await lines()).toEqual([])
    await change(source.id, { consents: [{ ...toShare, withdrawn: '2024-02' }] })
    expect(await open()).toEqual([`consent:${source.id}:withdrawn`])
  })

  it('that is taken back while the file is made still stops it', async () => {
    const source = await make()
    await write({ sourceIds: [source.id] })
    const { lint } = session(desk)
    const check = lint.review
    let done = false
    vi.spyOn(session(desk).lint, 'review').mockImplementation(async (input) => {
      if (!done) {
        done = true
        await change(source.id, { consents: [{ ...toShare, withdrawn: '2024-02' }] })
      }
      return check(input)
    })
    expect(await failureOf(() => send())).toBe('conflict')
    expect(readdirSync(out)).toEqual([])
  })
})

describe('handling', () => {
  it('under embargo or with conditions stops an export, and a reason lets it pass', async () => {
    const id = await write({ handling: { level: 'embargo', note: '', until: '2999-01-01' } })
    await write({ handling: { level: 'conditions', note: 'Ask first', until: '' } })
    expect((await lines()).sort()).toEqual([
      'embargo blocks report 2999-01-01',
      'handling blocks report Ask first',
    ])
    await send({ overrides: await allWith('The desk has agreed to wait') })
    const [row] = await desk.handlers['exports.list']({})
    expect(row?.purpose).toBe('')
    const journal = await desk.handlers['journal.list']({ subject: id, before: null, limit: 10 })
    expect(journal.lines[0]).toMatchObject({
      kind: 'review.overridden',
      reason: 'The desk has agreed to wait (“2999-01-01”)',
    })
    await refile(id, { handling: { level: 'embargo', note: '', until: '2999-02-01' } })
    expect(await open()).toContain(`embargo:${id}:2999-02-01`)
  })
})

describe('people', () => {
  it('whom nobody may contact, and small pools of phrases that travel, are warned of', async () => {
    const source = await make({ doNotContact: true })
    await write({ sourceIds: [source.id] })
    await desk.handlers['attributions.save']({
      id: null,
      rev: 0,
      content: attributionContent(source.id, { poolLow: 3, poolHigh: 6 }),
    })
    expect(await lines()).toEqual([
      'do-not-contact warns source Quiet Heron',
      'pool warns attribution a source in the border area',
      'consent holds source Quiet Heron',
    ])
    await send()
  })
})

describe('the checks', () => {
  const phone = '010-2345-6789'
  const mail = 'heron@example.org'

  it('look at every text that leaves', async () => {
    const { rev } = await desk.handlers['cases.get']({ id: caseId })
    const question = `Who has ${phone}?`
    await desk.handlers['cases.save']({
      id: caseId,
      rev,
      content: { ...caseContent('Winter'), question },
    })
    const source = await make({ note: `Writes from ${mail}` })
    const reportId = await write({
      title: `Call ${phone}`,
      body: `Write to ${mail}`,
      sourceIds: [source.id],
      place: { text: `near ${phone}`, precision: 'site' },
      translations: [
        { language: 'ko', title: '', body: `전화 010-9876-5432`, translator: '', editor: '' },
      ],
    })
    await desk.handlers['claims.save']({
      id: null,
      rev: 0,
      content: claimContent(reportId, { caseId, credibilityReason: `Rang ${phone}` }),
    })
    await desk.handlers['attributions.save']({
      id: null,
      rev: 0,
      content: attributionContent(source.id, { basis: `As ${mail} says` }),
    })
    const { items } = await review({ purpose: `Answer to ${phone}` })
    const found = items
      .filter(({ family }) => family === 'phone' || family === 'email')
      .map(({ place, about, count, state }) => `${place} ${about} ${count} ${state}`)
      .sort()
    expect(found).toEqual([
      `attribution ${mail} 1 blocks`,
      `case ${phone} 1 blocks`,
      `claim ${phone} 1 blocks`,
      `purpose ${phone} 1 blocks`,
      `report ${phone} 2 blocks`,
      'report 010-9876-5432 1 blocks',
      `report ${mail} 1 blocks`,
      `source ${mail} 1 blocks`,
    ])
  })

  it('look at older revisions too, since they leave', async () => {
    const id = await write({ body: `Call ${phone}` })
    await refile(id, { body: 'Call them' })
    expect(await lines()).toEqual([`lint phone blocks report ${phone}`])
  })

  it('do not ask again what the writer let stand, word for word', async () => {
    const stands = {
      family: 'phone' as const,
      quote: phone,
      reason: 'The number of an office',
      day: '2024-01-01' as never,
    }
    const id = await write({ body: `Call ${phone}`, overrides: [stands] })
    const { items } = await review()
    expect(items.map(({ state, reason }) => [state, reason])).toEqual([
      ['overridden', 'The number of an office'],
    ])
    const exportId = await send()
    expect((await desk.handlers['exports.list']({}))[0]).toMatchObject({ exportId, overridden: [] })
    await refile(id, { body: `Call ${phone}, or 010-2345-6780` })
    expect(await lines()).toEqual([
      'lint phone blocks report 010-2345-6780',
      `lint phone overridden report ${phone}`,
    ])
    await refile(id, { body: `Call ${phone}`, overrides: [] })
    expect(await lines()).toContain(`lint phone blocks report ${phone}`)
  })

  it('are answered with a reason that covers the very words and no others', async () => {
    const id = await write({ body: `Call ${phone}` })
    const overrides = await allWith('The desk needs it')
    expect(await open({ overrides })).toEqual([])
    await refile(id, { body: 'Call 010-2345-6780' })
    expect(await lines({ overrides })).toEqual([
      'lint phone blocks report 010-2345-6780',
      `lint phone overridden report ${phone}`,
    ])
    const other = await write({ body: `Call ${phone}`, title: 'Another' })
    const { items } = await review({ overrides })
    expect(
      items.filter(({ state }) => state === 'blocks').map(({ subject, about }) => [subject, about]),
    ).toContainEqual([other, phone])
  })

  it('stop an export that they could not look over', async () => {
    const id = await write()
    vi.spyOn(session(desk).lint, 'review').mockResolvedValue(null)
    const items = await withheld(() => send())
    expect(items.map((item) => item.replace(/[0-9a-f]{32}$/, '…'))).toContain(
      `lint:report-${id}:unchecked:…`,
    )
    expect(readdirSync(out)).toEqual([])
  })

  it('tell of characters that nobody sees, and of letters that look like others', async () => {
    await write({ title: 'Sp\u0430in', body: 'They\u200b left' })
    expect((await lines()).sort()).toEqual([
      'hidden-text hidden blocks report Sp\u0430in',
      'hidden-text hidden blocks report U+200B',
    ])
  })

  it('know the names of identities that are open', async () => {
    await write({ body: 'They met Pak Sun-i there' })
    expect(await lines()).toEqual([])
    const names: string[] = []
    const lint = createLintDesk(workerPaths.lint, () => names)
    vi.spyOn(session(desk).lint, 'review').mockImplementation(lint.review)
    expect(await lines()).toEqual([])
    names.push('Pak Sun-i')
    expect(await lines()).toEqual(['lint name blocks report Pak Sun-i'])
    names.pop()
    expect(await lines()).toEqual([])
    lint.end()
  })
})

describe('a review', () => {
  it('that is open leaves no trace: no file, no row, no line', async () => {
    await write({ body: 'Call 010-2345-6789' })
    const before = seq()
    expect(await withheld(() => send({ purpose: 'For the desk' }))).toHaveLength(1)
    expect(readdirSync(out)).toEqual([])
    expect(await desk.handlers['exports.list']({})).toEqual([])
    expect(seq()).toBe(before)
  })

  it('keeps what was let pass with the export, and forgets it with the record', async () => {
    const id = await write({ body: 'Call 010-2345-6789' })
    const other = await write({ body: 'They had no shoes.', title: 'Other' })
    const purpose = 'Ring 010-2345-6789'
    const overrides = (await open({ purpose })).map((item) => ({
      item,
      reason: 'It is the office',
    }))
    await send({ overrides, purpose })
    await send({ choice: { kind: 'reports', reportIds: [other] } })
    const [later, first] = await desk.handlers['exports.list']({})
    expect(later?.overridden).toEqual([])
    const reason = 'It is the office (“010-2345-6789”)'
    expect(first?.overridden).toEqual([
      { subject: null, reason },
      { subject: id, reason },
    ])
    const { rev } = await desk.handlers['reports.get']({ id })
    await desk.handlers['records.remove']({ id: id as string as RecordId, rev })
    session(desk).store.records.purgeRemoved()
    expect((await desk.handlers['exports.list']({})).at(-1)?.overridden).toEqual([
      { subject: null, reason },
    ])
    const { faults } = await desk.handlers['vault.verify']({ task: nextTask() })
    expect(faults).toEqual([])
  })

  it('can be left in the middle', async () => {
    for (let i = 0; i < 20; i += 1) await write({ title: `Number ${i}` })
    const task = nextTask()
    const work = review({ task })
    setTimeout(() => void desk.handlers['tasks.cancel']({ task }), 5)
    expect(await failureOf(() => work)).toBe('cancelled')
  })
})
