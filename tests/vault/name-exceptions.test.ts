import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Publication } from '../../src/shared/claims.ts'
import { Day } from '../../src/shared/ids.ts'
import type { SourceId } from '../../src/shared/ids.ts'
import { session, tokenFor } from '../exchange/test-vault.ts'
import { readVault } from '../format/second-reader.ts'
import { exportVault } from './export-vault.ts'
import type { ExportVault } from './export-vault.ts'
import { failureOf, passphrase, reopen } from './harness.ts'
import { publicationContent } from './publication-content.ts'
import { reviewOf } from '../exchange/decided.ts'

const own = 'five other words for identities'
const day = Day.parse('2026-01-01')
const name = '박서연'
const text = '그날 박서연 씨가 왔다.'

let at: ExportVault
let sourceId: SourceId
beforeEach(async () => {
  at = await exportVault()
  await at.desk.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
  const source = await at.make()
  sourceId = source.id
  await at.desk.handlers['sources.save']({
    id: sourceId,
    rev: source.rev,
    content: source.content,
    identity: { name, otherNames: [], contact: '', note: '' },
  })
})
afterEach(() => at.close())

const nameItem = async () => (await at.review()).items.find(({ family }) => family === 'name')
const confirm = async (): Promise<string> => {
  const item = (await nameItem())?.item ?? ''
  await at.desk.handlers['identity.confirmNameExceptions']({ items: [item] })
  return item
}
const reopened = async (): Promise<void> => {
  const { folder } = at.desk
  at.desk.controller.close()
  Object.assign(at.desk, await reopen(folder))
}
const publication = (title: string, before: Publication | null = null, items: string[] = []) =>
  at.desk.handlers['publications.save']({
    id: before?.id ?? null,
    rev: before?.rev ?? 0,
    content: {
      ...publicationContent(at.caseId),
      title,
      overrides: items.map((item) => ({ item, reason: 'another person', day })),
    },
  })
const titleItem = async ({ id }: Publication) =>
  (await reviewOf(at.desk.handlers, id)).items.find(({ family }) => family === 'name')

describe('a protected name in an export', () => {
  it('is let pass by no reason', async () => {
    await at.write({ body: text, sourceIds: [sourceId] })
    const item = await nameItem()
    expect(item).toMatchObject({ state: 'blocks', notOverridable: true, about: name })
    const overrides = [{ item: item?.item ?? '', reason: 'another person' }]
    expect(await at.withheld(() => at.send({ overrides }))).toEqual([item?.item])
  })

  it('is exported once it is confirmed to mean a different person, and the confirmation leaves no trace', async () => {
    const id = await at.write({ body: text, sourceIds: [sourceId] })
    const before = at.seq()
    const item = await confirm()
    expect(at.seq()).toBe(before)
    expect(await nameItem()).toMatchObject({ state: 'warns', reason: null })
    await at.send({ overrides: [{ item, reason: 'another person' }] })
    const [sent] = await at.desk.handlers['exports.list']({})
    expect(sent?.overridden).toEqual([])
    const { lines } = await at.desk.handlers['journal.list']({
      subject: id,
      before: null,
      limit: 50,
    })
    expect(lines.map(({ kind }) => kind)).not.toContain('review.overridden')
    const { folder } = at.desk
    at.desk.controller.close()
    const { database } = await readVault(folder, { passphrase })
    const bytes = Buffer.from(database)
    for (const trace of [item, item.split(':').at(-1) ?? '', 'another person', ':name:']) {
      expect(bytes.includes(Buffer.from(trace)), trace).toBe(false)
    }
  })

  it('has to be confirmed again in another report, and after the key was closed', async () => {
    await at.write({ body: text, sourceIds: [sourceId] })
    const item = await confirm()
    await at.write({ body: text, sourceIds: [sourceId] })
    const { items } = await at.review()
    const states = items.filter(({ family }) => family === 'name').map(({ state }) => state)
    expect(states).toEqual(['blocks', 'warns'])
    await reopened()
    await at.desk.handlers['identity.openKey']({ passphrase: own, reason: 'names' })
    expect(await nameItem()).toMatchObject({ state: 'blocks', notOverridable: true })
    await confirm()
    await at.desk.handlers['identity.closeKey']({})
    await at.desk.handlers['identity.openKey']({ passphrase: own, reason: 'names' })
    expect(await nameItem()).toMatchObject({ state: 'blocks', notOverridable: true })
    expect((await nameItem())?.item).not.toBe(item)
  })

  it('cannot be said to be another person’s while no name is known', async () => {
    await reopened()
    const act = () =>
      at.desk.handlers['identity.confirmNameExceptions']({ items: ['lint:x:name:0'] })
    expect(await failureOf(act)).toBe('not-for-us')
  })
})

describe('a protected name in a publication', () => {
  it('gets no stored override, whatever is sent', async () => {
    const first = await publication(`${name}의 기록`)
    const item = (await titleItem(first))?.item ?? ''
    const second = await publication(`${name}의 기록`, first, [item, 'pool:x:3'])
    expect(second.content.overrides.map((one) => one.item)).toEqual(['pool:x:3'])
    expect(await titleItem(second)).toMatchObject({ state: 'blocks', notOverridable: true })
  })

  it('is confirmed for as long as the key is open', async () => {
    const first = await publication(`${name}의 기록`)
    const item = (await titleItem(first))?.item ?? ''
    await at.desk.handlers['identity.confirmNameExceptions']({ items: [item] })
    expect(await titleItem(first)).toMatchObject({ state: 'warns' })
  })
})

describe('a protected name in a report', () => {
  it('gets no override in saved or signed content', async () => {
    const overrides = [
      { family: 'name' as const, quote: name, reason: 'another person', day },
      { family: 'date' as const, quote: '그날', reason: 'a public day', day },
    ]
    const id = await at.write({ body: text, sourceIds: [sourceId], overrides })
    const { content } = await at.desk.handlers['reports.get']({ id })
    expect(content.overrides.map(({ family }) => family)).toEqual(['date'])
    expect(await nameItem()).toMatchObject({ state: 'blocks', reason: null })
  })

  it('is dropped from a draft of an older version when that is filed', async () => {
    const draft = await at.desk.handlers['reports.save']({
      id: null,
      rev: 0,
      content: (await at.desk.handlers['reports.get']({ id: await at.write() })).content,
    })
    // As an earlier version wrote it.
    const old = session(at.desk).store.reports.save({
      id: draft.id,
      rev: draft.rev,
      content: {
        ...draft.content,
        body: text,
        overrides: [{ family: 'name', quote: name, reason: 'another person', day }],
      },
    })
    const filed = await at.desk.handlers['reports.file']({ id: old.id, rev: old.rev })
    expect(filed.content.overrides).toEqual([])
    const [row] = await at.desk.handlers['reports.revisions']({ id: old.id })
    const { content } = await at.desk.handlers['reports.revision']({ id: row!.id })
    expect(content.overrides).toEqual([])
  })
})

describe('names that were not looked for', () => {
  const said = async () => (await at.review()).items.find(({ kind }) => kind === 'names')

  it('are reported while the key is closed, in an export and in a publication', async () => {
    await at.write({ body: text, sourceIds: [sourceId] })
    await reopened()
    expect(await said()).toMatchObject({ item: 'names:closed', state: 'warns' })
    const { id } = await publication('A record')
    const { items } = await reviewOf(at.desk.handlers, id)
    expect(items.find(({ kind }) => kind === 'names')).toMatchObject({ item: 'names:closed' })
    await at.desk.handlers['identity.openKey']({ passphrase: own, reason: 'names' })
    expect(await said()).toBeUndefined()
  })

  it('are reported in a vault without the key, and block nothing there', async () => {
    const field = await exportVault()
    const source = await field.make()
    await field.write({ body: 'They had no shoes.', sourceIds: [source.id] })
    const { items } = await field.review()
    expect(items.find(({ kind }) => kind === 'names')).toMatchObject({
      item: 'names:no-key',
      state: 'warns',
    })
    await field.send({ folder: tokenFor(field.desk, field.out) })
    field.close()
  })
})

it('an identity that is shown for a minute is known to the checks for that minute', async () => {
  await reopened()
  const names = () => session(at.desk).identity.names()
  expect(names()).toEqual([])
  await at.desk.handlers['identity.read']({ sourceId, passphrase: own, reason: 'to call' })
  expect(names()).toEqual([name])
  const { findings } = await at.desk.handlers['lint.check']({
    text,
    language: 'ko',
    subject: null,
  })
  expect(findings.map(({ family }) => family)).toEqual(['name'])
})
