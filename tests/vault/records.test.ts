import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Day } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import {
  caseContent,
  failureOf,
  newVault,
  reopen,
  reportContent,
  sourceContent,
  temporaryFolder,
} from './harness.ts'

let place: ReturnType<typeof temporaryFolder>
let folder: string
beforeEach(() => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
})
afterEach(() => place.remove())

const rows = { caseId: null, sourceId: null, state: null, cursor: null, limit: 50 }

describe('records', () => {
  it('come back as they were written, and a filed report is signed', async () => {
    const { desk, made } = newVault(folder)
    await made
    const { handlers } = desk
    const known = await handlers['cases.save']({ id: null, rev: 0, content: caseContent('Border') })
    const { codeName } = await handlers['sources.suggestCodeName']({})
    const source = await handlers['sources.save']({
      id: null,
      rev: 0,
      content: sourceContent(codeName),
      identity: null,
    })
    const draft = await handlers['reports.save']({
      id: null,
      rev: 0,
      content: { ...reportContent('북송 소식'), caseId: known.id, sourceIds: [source.id] },
    })
    const filed = await handlers['reports.file']({ id: draft.id, rev: draft.rev })
    expect(filed.state).toBe('filed')
    desk.controller.close()

    const again = await reopen(folder)
    const report = await again.handlers['reports.get']({ id: draft.id })
    expect(report.content.body).toBe('북송 소식')
    const [row] = await again.handlers['reports.revisions']({ id: draft.id })
    expect(row).toMatchObject({ byUs: true, isHead: true, id: report.head })
    if (row === undefined) throw new Error('no revision')
    const revision = await again.handlers['reports.revision']({ id: row.id })
    expect(revision.verified).toBe(true)
    const { hits } = await again.handlers['search.query']({ query: '북송', limit: 10 })
    expect(hits.map((hit) => hit.row.id)).toEqual([draft.id])
    again.controller.close()
  })

  it('seals a protected source again at every save, always in the same size', async () => {
    const { desk, made } = newVault(folder)
    await made
    const save = desk.handlers['sources.save']
    const first = await save({
      id: null,
      rev: 0,
      content: sourceContent('Quiet Harbor'),
      identity: null,
    })
    const sealOf = () => desk.controller.session()?.store.sources.seals(first.id)[0]?.bytes
    const before = sealOf()
    const second = await save({
      id: first.id,
      rev: first.rev,
      content: first.content,
      identity: null,
    })
    expect(second.sealBytes).toBe(first.sealBytes)
    expect(sealOf()).not.toEqual(before)
    desk.controller.close()
  })

  it('refuses a code name that another source has', async () => {
    const { desk, made } = newVault(folder)
    await made
    const save = desk.handlers['sources.save']
    const first = await save({
      id: null,
      rev: 0,
      content: sourceContent('Quiet Harbor'),
      identity: null,
    })
    const twin = { id: null, rev: 0, content: sourceContent('Quiet Harbor'), identity: null }
    expect(await failureOf(() => save(twin))).toBe('invalid')
    expect(
      await save({ id: first.id, rev: 1, content: first.content, identity: null }),
    ).toMatchObject({ rev: 2 })
    desk.controller.close()
  })

  it('refuses to file a report with nothing in it', async () => {
    const { desk, made } = newVault(folder)
    await made
    const { handlers } = desk
    const draft = await handlers['reports.save']({
      id: null,
      rev: 0,
      content: reportContent('', ''),
    })
    expect(await failureOf(() => handlers['reports.file']({ id: draft.id, rev: draft.rev }))).toBe(
      'invalid',
    )
    desk.controller.close()
  })

  it('keep a text that is too long for one in pieces, in one transaction', async () => {
    const { desk, made } = newVault(folder)
    await made
    const { handlers } = desk
    // Each letter is a word. Those of the translation are pairs of units, the first of them odd.
    const letters = (first: number, length: number): string =>
      Array.from({ length }, (_, at) => String.fromCodePoint(first + (at % 20_000))).join('')
    const quote = '10.0.0.1'
    const body = `${quote}${letters(0x4e00, limits.body - quote.length)}`
    const translated = `a${letters(0x2_0000, 30_000)}`
    const content = {
      ...reportContent(body, 'Long'),
      translations: [{ language: 'ko', title: '', body: translated, translator: '', editor: '' }],
      overrides: [{ family: 'ip' as const, quote, reason: 'ours', day: '2024-04-12' as Day }],
    }
    const save = () => handlers['reports.save']({ id: null, rev: 0, content })
    expect(await failureOf(save)).toBe('too-big')
    await handlers['reports.saveCopies']({ content })

    const list = await handlers['reports.list']({ ...rows, order: 'oldest' })
    const pieces = await Promise.all(
      list.rows.map(async ({ id }) => (await handlers['reports.get']({ id })).content),
    )
    expect(pieces.length).toBeGreaterThanOrEqual(28)
    expect(pieces.map((piece) => piece.body).join('')).toBe(body)
    const others = pieces.flatMap((piece) => piece.translations.map((one) => one.body))
    expect(others.join('')).toBe(translated)
    expect(others.some((other) => /\p{Cs}/u.test(other))).toBe(false)
    expect(pieces.map(({ overrides }) => overrides.length).filter((count) => count > 0)).toEqual([
      1,
    ])

    const all = { subject: null, before: null, limit: 200 }
    const saved = await handlers['journal.list']({ ...all, kind: 'record.saved' })
    expect(saved.lines).toHaveLength(pieces.length)
    // Each transaction has one time.
    expect(new Set(saved.lines.map(({ time }) => time)).size).toBe(1)
    const overridden = await handlers['journal.list']({ ...all, kind: 'lint.overridden' })
    expect(overridden.lines).toHaveLength(1)
    desk.controller.close()
  })

  it('keep a text that fits whole, without overrides that are too long for any draft', async () => {
    const { desk, made } = newVault(folder)
    await made
    const { handlers } = desk
    await handlers['reports.saveCopies']({ content: reportContent('A body') })
    const reason = 'r'.repeat(limits.reason)
    const overrides = Array.from({ length: limits.overrides }, () => ({
      family: 'ip' as const,
      quote: 'body',
      reason,
      day: '2024-04-12' as Day,
    }))
    const content = { ...reportContent('A body of many overrides'), overrides }
    await handlers['reports.saveCopies']({ content })
    const list = await handlers['reports.list']({ ...rows, order: 'oldest' })
    const kept = await Promise.all(
      list.rows.map(async ({ id: one }) => (await handlers['reports.get']({ id: one })).content),
    )
    expect(kept).toEqual([reportContent('A body'), { ...content, overrides: [] }])
    desk.controller.close()
  })

  it('that were removed can be restored until the lock, and are gone after it', async () => {
    const { desk, made } = newVault(folder)
    await made
    const { handlers } = desk
    const save = (body: string) =>
      handlers['reports.save']({ id: null, rev: 0, content: reportContent(body) })
    const [kept, gone] = [await save('kept'), await save('gone')]
    const id = (report: { id: string }) => report.id as never
    await handlers['records.remove']({ id: id(kept), rev: kept.rev })
    await handlers['records.restore']({ id: id(kept) })
    await handlers['records.remove']({ id: id(gone), rev: gone.rev })
    desk.controller.close()
    const again = await reopen(folder)
    const page = await again.handlers['reports.list'](rows)
    expect(page.rows.map((row) => row.id)).toEqual([kept.id])
    expect(await failureOf(() => again.handlers['records.restore']({ id: id(gone) }))).toBe(
      'not-found',
    )
    again.controller.close()
  })
})

describe('verifying', () => {
  it('finds nothing wrong with a sound vault, reports progress and can be cancelled', async () => {
    const { desk, made } = newVault(folder)
    await made
    const { handlers } = desk
    for (let i = 0; i < 50; i++) {
      await handlers['reports.save']({ id: null, rev: 0, content: reportContent(`body ${i}`) })
    }
    const result = await handlers['vault.verify']({ task: 'a'.repeat(16) })
    expect(result).toMatchObject({ records: 50, faults: [], searchIndexHolds: true })
    expect(desk.events.some((event) => event.kind === 'progress')).toBe(true)
    const task = 'b'.repeat(16)
    const running = handlers['vault.verify']({ task })
    await handlers['tasks.cancel']({ task })
    expect(await failureOf(() => running)).toBe('cancelled')
    desk.controller.close()
  })
})
