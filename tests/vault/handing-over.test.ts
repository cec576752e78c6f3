import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Parsed } from '../../src/shared/contract.ts'
import type { AuthorKey, CaseId, RecordId, ReportId, SourceId } from '../../src/shared/ids.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { ReportContent } from '../../src/shared/records.ts'
import { nextTask, session, tokenFor } from '../exchange/test-vault.ts'
import { added, cardFile, names } from '../exchange/meet.ts'
import { committed, hybridOf, preview, toShare, twoVaults } from '../exchange/two-vaults.ts'
import type { Two } from '../exchange/two-vaults.ts'
import {
  caseContent,
  failureOf,
  openVaultOf,
  openTestVault,
  passphrase,
  reportContent,
  sourceContent,
} from './harness.ts'
import type { TestVault } from './harness.ts'
import { attributionContent, claimContent } from './protected-content.ts'
import { publicationContent } from './publication-content.ts'
import { canaries, findPlaintext } from './find-plaintext.ts'
import { exportDecided, handOverDecided } from '../exchange/decided.ts'

let two: Two
beforeEach(async () => {
  two = await twoVaults()
  await names(two.field, two.desk)
})
afterEach(() => two.end())

const asRecord = (id: string): RecordId => id as RecordId
const deskKey = (): AuthorKey => session(two.desk).author

const theCase = async (): Promise<CaseId> =>
  (await two.field.handlers['cases.save']({ id: null, rev: 0, content: caseContent('zqcase') })).id
const source = async (name = 'zqsource'): Promise<SourceId> =>
  (
    await two.field.handlers['sources.save']({
      id: null,
      rev: 0,
      content: { ...sourceContent(name), note: 'zqnote', consents: [toShare] },
      identity: null,
    })
  ).id
const filed = async (more: Partial<ReportContent>): Promise<ReportId> => {
  const content = { ...reportContent('zqbody 북송 市场', 'zqtitle'), ...more }
  const { id, rev } = await two.field.handlers['reports.save']({ id: null, rev: 0, content })
  await two.field.handlers['reports.file']({ id, rev })
  return id
}
const reports = (...reportIds: ReportId[]): Parsed<'exports.prepare'>['choice'] => ({
  kind: 'reports',
  reportIds,
})
const plan = async (choice: Parsed<'exports.prepare'>['choice'], of: TestVault = two.field) =>
  of.handlers['handover.prepare']({
    task: nextTask(),
    choice,
    overrides: [],
    purpose: '',
    contact: deskKey(),
  })
const overridesFor = async (
  choice: Parsed<'exports.prepare'>['choice'],
  of: TestVault = two.field,
) =>
  (await plan(choice, of)).summary.items
    .filter(({ state }) => state === 'blocks')
    .map(({ item }) => ({ item, reason: 'zqreason' }))
const handOver = async (
  choice: Parsed<'exports.prepare'>['choice'],
  contact: AuthorKey = deskKey(),
  { task = nextTask(), folder = two.out } = {},
) =>
  handOverDecided(two.field.handlers, {
    task,
    choice,
    contact,
    overrides: await overridesFor(choice),
    purpose: 'zqpurpose',
    folder: tokenFor(two.field, folder),
  })

/** Runs `act` between the writing of the file and its being read back. */
const onceWritten = (act: () => void): void => {
  const { events } = two.field
  const { push } = events
  events.push = (...more) => {
    // Only progress is reported between the two.
    if (more.every(({ kind }) => kind !== 'changed')) return push.apply(events, more)
    delete (events as { push?: unknown }).push
    act()
    return events.push(...more)
  }
}
const stillHere = async (id: ReportId): Promise<boolean> =>
  (await failureOf(() => two.field.handlers['reports.get']({ id }))) === 'none'

it('gives the desk everything, and keeps only journal lines without times here', async () => {
  const { field, desk } = two
  const caseId = await theCase()
  const sourceId = await source()
  const path = join(two.place, 'zqfile.jpg')
  writeFileSync(path, 'zqinside '.repeat(1000))
  const attached = await field.handlers['attachments.add']({
    task: nextTask(),
    file: tokenFor(field, path),
  })
  const id = await filed({ caseId, sourceIds: [sourceId], attachments: [attached] })
  const { content } = await field.handlers['reports.get']({ id })
  await field.handlers['claims.save']({
    id: null,
    rev: 0,
    content: claimContent(id, { caseId, statement: 'zqclaim' }),
  })
  await field.handlers['attributions.save']({
    id: null,
    rev: 0,
    content: attributionContent(sourceId, { phrase: 'a zqphrase' }),
  })
  field.controller.close()
  // The search works: it finds what is there.
  expect(await findPlaintext(field.folder)).toEqual(
    canaries.filter((word) => !/inside|reas|purp/.test(word)),
  )
  const again = openTestVault(field.folder)
  await again.controller.unlock({ passphrase, keyFile: null })
  two = { ...two, field: again }

  const choice = { kind: 'case', caseId } as const
  const goes = { reports: 1, claims: 1, sources: 1, attributions: 1, cases: 1 }
  expect(await plan(choice)).toMatchObject({ goes, stays: [], blocks: [] })
  const done = await handOver(choice)
  expect(done).toMatchObject({ erased: goes, refused: null })
  expect(await stillHere(id)).toBe(false)
  expect(readdirSync(join(again.folder, 'blobs'))).toEqual([])
  expect(await again.handlers['search.query']({ query: 'zqbody', limit: 10 })).toMatchObject({
    hits: [],
  })
  const lines = session(again).store.journal.list(asRecord(id), null, 100).lines
  expect(lines.map(({ kind }) => kind).slice(0, 2)).toEqual(['record.purged', 'record.handed-over'])
  expect(lines.filter(({ time }) => time !== null)).toEqual([])
  again.controller.close()
  expect(await findPlaintext(again.folder)).toEqual([])
  await again.controller.unlock({ passphrase, keyFile: null })

  const seen = await preview(desk, join(two.out, done.fileName))
  await committed(desk, seen.exportId)
  expect((await desk.handlers['reports.get']({ id })).content).toEqual(content)
  expect(session(desk).store.blobs.ids()).toHaveLength(1)

  const back = await exportDecided(desk.handlers, {
    task: nextTask(),
    choice,
    target: { kind: 'keys', recipients: [await hybridOf(again)] },
    overrides: await overridesFor(choice, desk),
    purpose: '',
    folder: tokenFor(desk, two.out),
  })
  const { items } = await preview(again, join(two.out, back.fileName))
  expect(new Set(items.map(({ effect, why }) => `${effect} ${why}`))).toEqual(
    new Set(['refused purged']),
  )
  again.controller.close()
})

it('keeps what other records use, and says which', async () => {
  const caseId = await theCase()
  const sourceId = await source()
  const goes = await filed({ caseId, sourceIds: [sourceId] })
  const stays = await filed({ caseId, sourceIds: [sourceId], title: 'Another' })
  const used = { why: 'used', by: [{ subject: stays, kind: 'report', name: 'Another' }] }
  const planned = await plan(reports(goes))
  expect(planned.stays).toMatchObject([
    { subject: caseId, ...used },
    { subject: sourceId, ...used },
  ])
  expect((await handOver(reports(goes))).erased).toMatchObject({ reports: 1, sources: 0, cases: 0 })
  expect([await stillHere(goes), await stillHere(stays)]).toEqual([false, true])
  const { codeName } = (await two.field.handlers['sources.get']({ id: sourceId })).content
  expect(codeName).toBe('zqsource')
})

it('cannot erase a report with a claim that a publication prints, nor the records that report needs', async () => {
  const caseId = await theCase()
  const sourceId = await source()
  const id = await filed({ caseId, sourceIds: [sourceId] })
  const claim = await two.field.handlers['claims.save']({
    id: null,
    rev: 0,
    content: claimContent(id, { caseId }),
  })
  const printed = { attributionId: null, when: '', place: '', count: '' }
  await two.field.handlers['publications.save']({
    id: null,
    rev: 0,
    content: {
      ...publicationContent(caseId),
      claims: [{ ...printed, claimId: claim.id, wording: 'They were returned.' }],
    },
  })
  const planned = await plan(reports(id))
  expect(planned.goes.reports).toBe(0)
  const stays = (subject: string) => planned.stays.find((one) => one.subject === asRecord(subject))
  expect(stays(claim.id)).toMatchObject({ why: 'used', by: [{ kind: 'publication' }] })
  expect(stays(id)).toMatchObject({ why: 'used', by: [{ subject: claim.id }] })
  expect(planned.stays.map(({ subject }) => subject)).toContain(sourceId)
  expect(await failureOf(() => handOver(reports(id)))).toBe('in-use')
  expect(readdirSync(two.out)).toEqual([])
})

it('writes nothing while a chosen record has a draft or a legal hold', async () => {
  const { handlers } = two.field
  const id = await filed({})
  const { rev, content } = await handlers['reports.get']({ id })
  await handlers['reports.save']({ id, rev, content: { ...content, body: 'a later word' } })
  expect((await plan(reports(id))).blocks).toMatchObject([{ subject: id, why: 'draft' }])
  expect(await failureOf(() => handOver(reports(id)))).toBe('unfinished')
  const other = await filed({ title: 'Held' })
  await handlers['retention.set']({ id: asRecord(other), eraseAfter: '', hold: true, reason: '' })
  expect((await plan(reports(other))).blocks).toMatchObject([{ subject: other, why: 'hold' }])
  expect(await failureOf(() => handOver(reports(other)))).toBe('held')
  expect(readdirSync(two.out)).toEqual([])
})

it('is possible only to a contact whose keys were compared', async () => {
  const id = await filed({})
  const stranger = await openVaultOf(join(two.place, 'stranger'), { pseudonym: 'Crane' })
  expect(await failureOf(() => handOver(reports(id), session(stranger).author))).toBe('unverified')
  const author = await added(two.field, await cardFile(stranger, two.place))
  expect(await failureOf(() => handOver(reports(id), author))).toBe('unverified')
  await two.field.handlers['contacts.revoke']({ author })
  expect(await failureOf(() => handOver(reports(id), author))).toBe('revoked')
  stranger.controller.close()
  expect(readdirSync(two.out)).toEqual([])
})

it('erases nothing when the file on the medium is not the one that was written', async () => {
  const id = await filed({})
  onceWritten(() => {
    const path = join(two.out, readdirSync(two.out)[0] ?? '')
    const bytes = readFileSync(path)
    const at = bytes.length - 100
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(path, bytes)
  })
  const done = await handOver(reports(id))
  expect(done).toMatchObject({ erased: null, refused: 'storage' })
  expect(readdirSync(two.out)).toEqual([done.fileName])
  expect(await stillHere(id)).toBe(true)
})

it('erases nothing when it is cancelled while the file is read back; the file may stay', async () => {
  const id = await filed({})
  const task = nextTask()
  onceWritten(() => void two.field.handlers['tasks.cancel']({ task }))
  expect(await failureOf(() => handOver(reports(id), deskKey(), { task }))).toBe('cancelled')
  // Listed, so that a file found later can be identified.
  await expect.poll(() => two.field.handlers['exports.list']({})).toHaveLength(1)
  // Gives the work time to end.
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await stillHere(id)).toBe(true)
  const { lines } = session(two.field).store.journal.list(asRecord(id), null, 100)
  expect(lines.map(({ kind }) => kind)).not.toContain('record.handed-over')
  expect(readdirSync(two.out)).toHaveLength(1)
})

it('erases nothing when the medium is full, and says so', async ({ skip }) => {
  const small = join(two.place, 'small')
  mkdirSync(small)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', small]).status
  skip(mounted !== 0, 'a small file system cannot be mounted here')
  const id = await filed({})
  try {
    expect(await failureOf(() => handOver(reports(id), deskKey(), { folder: small }))).toBe(
      'storage',
    )
    expect(readdirSync(small)).toEqual([])
  } finally {
    spawnSync('umount', [small])
  }
  expect(await stillHere(id)).toBe(true)
  expect(await two.field.handlers['exports.list']({})).toEqual([])
  expect((await handOver(reports(id))).erased).toMatchObject({ reports: 1 })
})

it('erases nothing when a hold was set while the file was made', async () => {
  const id = await filed({})
  onceWritten(() =>
    session(two.field).store.retention.set({
      subject: asRecord(id),
      eraseAfter: '',
      hold: true,
      reason: '',
    }),
  )
  expect(await handOver(reports(id))).toMatchObject({ erased: null, refused: 'held' })
  expect(await stillHere(id)).toBe(true)
})

it('is finished by a lock while it erases, and nothing comes back', async () => {
  const ids = [await filed({}), await filed({ title: 'Second' }), await filed({ title: 'Third' })]
  const { store } = session(two.field)
  const { eraseHandedOver } = store.records
  const left: boolean[] = []
  store.records.eraseHandedOver = () => {
    left.push(eraseHandedOver(() => true))
    two.field.controller.close()
    return true
  }
  expect(await handOver(reports(...ids))).toMatchObject({ erased: { reports: 3 }, refused: null })
  expect(left).toEqual([true])
  await two.field.controller.unlock({ passphrase, keyFile: null })
  const open = session(two.field).store
  expect(ids.map((id) => open.revisions.heads(asRecord(id)))).toEqual([null, null, null])
  for (const id of ids) {
    const { lines } = open.journal.list(asRecord(id), null, 100)
    expect(lines.map(({ kind }) => kind).slice(0, 2)).toEqual([
      'record.purged',
      'record.handed-over',
    ])
    expect(lines.filter(({ time }) => time !== null)).toEqual([])
  }
  expect(open.records.isRewriteOwed()).toBe(false)
  const { faults, searchIndexHolds } = await two.field.handlers['vault.verify']({
    task: nextTask(),
  })
  expect({ faults, searchIndexHolds }).toEqual({ faults: [], searchIndexHolds: true })
})

it('is not undone by a cancel once it is decided', async () => {
  const ids = [await filed({}), await filed({ title: 'Second' })]
  const { store } = session(two.field)
  const { eraseHandedOver } = store.records
  const task = nextTask()
  store.records.eraseHandedOver = () => {
    void two.field.handlers['tasks.cancel']({ task })
    return eraseHandedOver(() => true)
  }
  const done = await handOver(reports(...ids), deskKey(), { task })
  expect(done).toMatchObject({ erased: { reports: 2 }, refused: null })
  expect(ids.map((id) => store.revisions.heads(asRecord(id)))).toEqual([null, null])
})

it('is one turn: a file that brings the records back is looked at when they are erased', async () => {
  const { field, desk } = two
  const id = await filed({})
  const choice = reports(id)
  const send = async (from: TestVault, to: TestVault): Promise<string> => {
    const { fileName } = await exportDecided(from.handlers, {
      task: nextTask(),
      choice,
      target: { kind: 'keys', recipients: [await hybridOf(to)] },
      overrides: await overridesFor(choice, from),
      purpose: '',
      folder: tokenFor(from, two.out),
    })
    return join(two.out, fileName)
  }
  await committed(desk, (await preview(desk, await send(field, desk))).exportId)
  const back = await send(desk, field)
  const order: string[] = []
  const { records } = session(field).store
  const { eraseHandedOver } = records
  records.eraseHandedOver = (isEnough) => {
    order.push('erased')
    return eraseHandedOver(isEnough)
  }
  const look = async (): Promise<string[]> => {
    const { items } = await preview(field, back)
    order.push('previewed')
    return items.map(({ effect, why }) => `${effect} ${why}`)
  }
  let seen: Promise<string[]> | undefined
  // It waits for its turn from here on.
  onceWritten(() => {
    seen = look()
  })
  expect(await handOver(choice)).toMatchObject({ erased: { reports: 1 }, refused: null })
  expect(await seen).toEqual(['refused purged'])
  expect(order).toEqual(['erased', 'previewed'])
})

it('does not have a record restored that is not erased yet: a file with it is refused', async () => {
  const { field } = two
  const id = await filed({})
  const own = await exportDecided(field.handlers, {
    task: nextTask(),
    choice: reports(id),
    target: { kind: 'keys', recipients: [await hybridOf(field)] },
    overrides: await overridesFor(reports(id)),
    purpose: '',
    folder: tokenFor(field, two.out),
  })
  session(field).store.records.eraseHandedOver = () => {
    throw new Failure('storage')
  }
  expect(await handOver(reports(id))).toMatchObject({ erased: { reports: 1 }, refused: null })
  const { items } = await preview(field, join(two.out, own.fileName))
  expect(items.map(({ effect, why }) => `${effect} ${why}`)).toEqual(['refused purged'])
})
