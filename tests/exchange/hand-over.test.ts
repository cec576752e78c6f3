import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RecordId } from '../../src/shared/ids.ts'
import type { RevisionId } from '../../src/shared/ids.ts'
import { failureOf, reportContent } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { names } from './meet.ts'
import { signed } from './sample.ts'
import { readBundle } from './second-reader.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import {
  committed,
  fill,
  hybridOf,
  prepared,
  preview,
  refused,
  state,
  taken,
  twoVaults,
} from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { exportDecided } from './decided.ts'

let two: Two
let field: TestVault
let desk: TestVault
let out: string
beforeEach(async () => {
  two = await twoVaults()
  ;({ field, desk, out } = two)
})
afterEach(() => two.end())

describe('an export', () => {
  it('is one private file with a random name, dated midnight, of the size that was told', async () => {
    const { caseId } = await fill(field)
    const told = await prepared(field, { kind: 'case', caseId })
    expect(told).toMatchObject({ reports: 1, cases: 1, sources: 1, draftsLeftOut: 1 })
    const path = await two.exported(field, caseId, {
      kind: 'keys',
      recipients: [await hybridOf(desk)],
    })
    expect(readdirSync(out)).toHaveLength(1)
    expect(path).toMatch(/\/[0-9a-f]{32}\.age$/)
    const stat = statSync(path)
    expect(stat.mode & 0o777).toBe(0o600)
    expect([stat.mtimeMs % 86_400_000, stat.atimeMs % 86_400_000]).toEqual([0, 0])
    expect(stat.size).toBe(told.bytes)
  })

  it('is opened by the second reader and says the same', async () => {
    const { caseId, reportId } = await fill(field)
    const path = await two.exported(field, caseId, {
      kind: 'keys',
      recipients: [await hybridOf(desk)],
    })
    const decrypter = new Decrypter()
    decrypter.addIdentity(session(desk).age.hybrid.identity)
    const { records, seals } = readBundle(await decrypter.decrypt(readFileSync(path)))
    expect(records.map(({ kind }) => kind)).toEqual(['case', 'source', 'report'])
    expect(records[2]).toMatchObject({ subject: reportId, content: { title: '강제 북송' } })
    expect(seals.size).toBe(1)
    expect(JSON.stringify(records)).not.toContain('Only a draft')
  })

  it('is recorded, with a line in the journal for every record in it', async () => {
    const { caseId, reportId } = await fill(field)
    const recipient = await hybridOf(desk)
    await two.exported(field, caseId, { kind: 'keys', recipients: [recipient] })
    await two.exported(field, caseId, { kind: 'keys', recipients: [recipient] })
    const rows = await field.handlers['exports.list']({})
    expect(rows).toHaveLength(2)
    expect(
      session(field)
        .store.exchange.exports()
        .map(({ seq }) => seq),
    ).toEqual([2, 1])
    const { lines } = await field.handlers['journal.list']({
      subject: reportId,
      before: null,
      limit: 10,
    })
    expect(lines.filter(({ kind }) => kind === 'record.exported')).toHaveLength(2)
  })

  it('leaves nothing behind when it is refused, and records nothing', async () => {
    const { caseId } = await fill(field)
    const recipients = [await hybridOf(desk), (await desk.handlers['exchange.self']({})).classic]
    const before = state(field)
    expect(await failureOf(() => two.exported(field, caseId, { kind: 'keys', recipients }))).toBe(
      'mixed-recipients',
    )
    const nowhere = join(two.place, 'not-there')
    const target = { kind: 'keys' as const, recipients: recipients.slice(0, 1) }
    expect(await failureOf(() => two.exported(field, caseId, target, nowhere))).toBe('storage')
    expect(state(field)).toEqual(before)
    expect(await field.handlers['exports.list']({})).toEqual([])
  })

  it('is cancelled without a trace', async () => {
    const { caseId } = await fill(field)
    const task = nextTask()
    const choice = { kind: 'case', caseId } as const
    const { basedOn } = await prepared(field, choice)
    const work = field.handlers['exports.write']({
      task,
      basedOn,
      choice,
      target: { kind: 'passphrase', passphrase: 'one two three four' },
      overrides: [],
      purpose: '',
      folder: tokenFor(field, out),
    })
    setTimeout(() => void field.handlers['tasks.cancel']({ task }), 60)
    expect(await failureOf(() => work)).toBe('cancelled')
    // The work notices the cancel at its next step, and nothing comes after that.
    await expect.poll(() => readdirSync(out)).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(readdirSync(out)).toEqual([])
    expect(await field.handlers['exports.list']({})).toEqual([])
  })

  it('holds nothing of reports that were never filed', async () => {
    const draft = await field.handlers['reports.save']({
      id: null,
      rev: 0,
      content: reportContent('not yet', 'A draft'),
    })
    const choice = { kind: 'reports' as const, reportIds: [draft.id] }
    expect(await prepared(field, choice)).toMatchObject({
      reports: 0,
      draftsLeftOut: 1,
    })
    const code = await failureOf(async () =>
      exportDecided(field.handlers, {
        task: nextTask(),
        choice,
        target: { kind: 'keys', recipients: [await hybridOf(desk)] },
        overrides: [],
        purpose: '',
        folder: tokenFor(field, out),
      }),
    )
    expect(code).toBe('invalid')
    expect(readdirSync(out)).toEqual([])
  })
})

describe('an import', () => {
  it('shows what is new, then takes it in, seals and all', async () => {
    const { caseId, sourceId, reportId } = await fill(field)
    const path = await two.exported(field, caseId, {
      kind: 'keys',
      recipients: [await hybridOf(desk)],
    })
    const shown = await preview(desk, path)
    expect(shown).toMatchObject({ senderIsUs: false, seen: false, purpose: 'Hand over' })
    expect(shown.sender).toBe((await field.handlers['exchange.self']({})).fingerprint)
    expect(shown.items.map(({ title, effect }) => [title, effect])).toEqual([
      ['Winter', 'new'],
      ['Quiet Heron', 'new'],
      ['강제 북송', 'new'],
    ])
    const counts = await committed(desk, shown.exportId)
    expect(counts).toEqual({ added: 3, updated: 0, conflicts: 0, known: 0, refused: 0, left: 0 })
    const there = await desk.handlers['reports.get']({ id: reportId })
    expect(there).toMatchObject({ state: 'filed', content: { caseId, sourceIds: [sourceId] } })
    expect(session(desk).store.sources.seals(sourceId)).toEqual(
      session(field).store.sources.seals(sourceId),
    )
    const found = await desk.handlers['search.query']({ query: '북송', limit: 10 })
    expect(found.total).toBe(1)
    const [revision] = await desk.handlers['reports.revisions']({ id: reportId })
    const read = await desk.handlers['reports.revision']({ id: revision?.id as RevisionId })
    expect(read.verified).toBe(true)
  })

  it('changes nothing the second time', async () => {
    const { caseId } = await fill(field)
    const path = await two.exported(field, caseId, {
      kind: 'keys',
      recipients: [await hybridOf(desk)],
    })
    await taken(desk, path)
    const before = state(desk)
    const again = await preview(desk, path)
    expect(again).toMatchObject({ seen: true, cameBefore: true })
    expect(await committed(desk, again.exportId)).toMatchObject({
      added: 0,
      known: 3,
    })
    expect(state(desk)).toEqual(before)
  })

  it('follows to a later revision, and the earlier file that comes late changes no record', async () => {
    const { caseId, reportId } = await fill(field)
    const target = { kind: 'keys' as const, recipients: [await hybridOf(desk)] }
    const first = await two.exported(field, caseId, target)
    const report = await field.handlers['reports.get']({ id: reportId })
    const content = { ...report.content, body: 'said again, better' }
    const { rev } = await field.handlers['reports.save']({ id: reportId, rev: report.rev, content })
    await field.handlers['reports.file']({ id: reportId, rev })
    const second = await two.exported(field, caseId, target)
    expect(await taken(desk, second)).toMatchObject({ added: 3 })
    expect(await taken(desk, first)).toMatchObject({ added: 0, updated: 0, conflicts: 0, known: 3 })
    expect((await desk.handlers['reports.get']({ id: reportId })).content.body).toBe(content.body)
    expect(await desk.handlers['reports.revisions']({ id: reportId })).toHaveLength(2)
  })

  it('keeps both heads when both sides went on, and updates when they are merged', async () => {
    const { caseId, reportId } = await fill(field)
    const toDesk = { kind: 'keys' as const, recipients: [await hybridOf(desk)] }
    const toField = { kind: 'keys' as const, recipients: [await hybridOf(field)] }
    const goOn = async (of: TestVault, body: string): Promise<void> => {
      const report = await of.handlers['reports.get']({ id: reportId })
      const content = { ...report.content, body }
      const { rev } = await of.handlers['reports.save']({ id: reportId, rev: report.rev, content })
      await of.handlers['reports.file']({ id: reportId, rev })
    }
    await names(field, desk)
    await taken(desk, await two.exported(field, caseId, toDesk))
    await goOn(field, 'as the field has it')
    await goOn(desk, 'as the desk has it')
    expect(await taken(desk, await two.exported(field, caseId, toDesk))).toMatchObject({
      conflicts: 1,
    })
    const both = await desk.handlers['reports.get']({ id: reportId })
    expect(both.heads).toHaveLength(2)
    expect(both.content.body).toBe('as the desk has it')
    const content = { ...both.content, body: 'as both have it' }
    const { rev } = await desk.handlers['reports.save']({ id: reportId, rev: both.rev, content })
    const { signing, author, store } = session(desk)
    const merging = signed(
      { keys: signing, author },
      { subject: RecordId.parse(reportId), kind: 'report', content, parents: both.heads },
    )
    store.reports.file({ id: reportId, rev, revision: merging })
    expect(await taken(field, await two.exported(desk, caseId, toField))).toEqual({
      added: 0,
      updated: 1,
      conflicts: 0,
      known: 2,
      refused: 0,
      left: 0,
    })
    const merged = await field.handlers['reports.get']({ id: reportId })
    expect([merged.heads.length, merged.content.body]).toEqual([1, 'as both have it'])
  })

  it('of our own export is no matter', async () => {
    const { caseId } = await fill(field)
    const path = await two.exported(field, caseId, {
      kind: 'keys',
      recipients: [await hybridOf(field)],
    })
    expect(await preview(field, path)).toMatchObject({ senderIsUs: true })
    expect(await taken(field, path)).toMatchObject({ known: 3, added: 0 })
  })

  it('opens a passphrase file with its passphrase only', async () => {
    const { caseId } = await fill(field)
    const words = 'copper stair 여섯 thaw'
    const path = await two.exported(field, caseId, { kind: 'passphrase', passphrase: words })
    expect(await refused(desk, path)).toBe('not-for-us')
    expect(await refused(desk, path, 'another passphrase')).toBe('not-for-us')
    expect((await preview(desk, path, words)).items).toHaveLength(3)
  })

  it('cannot be committed once it is discarded, or after another preview was refused', async () => {
    const { caseId } = await fill(field)
    const path = await two.exported(field, caseId, {
      kind: 'keys',
      recipients: [await hybridOf(desk)],
    })
    const { exportId } = await preview(desk, path)
    await desk.handlers['imports.discard']({})
    expect(await failureOf(() => committed(desk, exportId))).toBe('not-found')
    await preview(desk, path)
    await refused(desk, two.written(new Uint8Array(10)))
    expect(await failureOf(() => committed(desk, exportId))).toBe('not-found')
  })
})
