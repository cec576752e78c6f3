import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import Database from 'better-sqlite3'
import { blake2b } from '@noble/hashes/blake2.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RecordId } from '../../src/shared/ids.ts'
import type { CaseId } from '../../src/shared/ids.ts'
import { readVault } from '../format/second-reader.ts'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import { rescued } from '../rescue/rescue-vault.ts'
import { openTestVault, passphrase, temporaryFolder } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { meet, names } from './meet.ts'
import { fill, hybridOf, taken } from './two-vaults.ts'
import { exportDecided, handOverDecided } from './decided.ts'

/** Three vaults, each with a clock that the test sets. */
const place = temporaryFolder()
const out = join(place.path, 'out')
let day = '2024-04-01'
let field: TestVault
let partner: TestVault
let desk: TestVault
beforeAll(async () => {
  takeRealKdf()
  mkdirSync(out)
  const made = async (name: string): Promise<TestVault> => {
    const opened = openTestVault(join(place.path, name), () => Date.parse(`${day}T12:00:00Z`))
    await opened.controller.create({ passphrase, keyFile: null, pseudonym: name, language: 'en' })
    return opened
  }
  ;[field, partner, desk] = [await made('field'), await made('partner'), await made('desk')]
  for (const [of, other] of [
    [field, partner],
    [field, desk],
    [partner, field],
    [partner, desk],
    [desk, field],
    [desk, partner],
  ] as const) {
    await meet(of, other, place.path)
  }
})
afterAll(() => {
  for (const each of [field, partner, desk]) each.controller.close()
  place.remove()
})

const sent = async (
  from: TestVault,
  to: TestVault,
  caseId: CaseId,
  on: string,
): Promise<string> => {
  day = on
  const { fileName } = await exportDecided(from.handlers, {
    task: nextTask(),
    choice: { kind: 'case', caseId },
    target: { kind: 'keys', recipients: [await hybridOf(to)] },
    overrides: [],
    purpose: 'A delivery',
    folder: tokenFor(from, out),
  })
  return join(out, fileName)
}
const takenOn = async (of: TestVault, path: string, on: string, take: string[] | null = null) => {
  day = on
  return taken(of, path, take)
}
const arrivalsOf = async (of: TestVault, record: string, by: TestVault) =>
  (await of.handlers['custody.of']({ id: RecordId.parse(record) })).holders
    .filter(({ key }) => key === session(by).author)
    .flatMap(({ chains }) => chains.flatMap(({ arrivals }) => arrivals))
const arrivalsAt = (of: TestVault, record: string) => arrivalsOf(of, record, of)
const told = async (of: TestVault, record: string): Promise<string[]> =>
  (await arrivalsAt(of, record)).map(
    ({ from, exported, received }) => `${from.pseudonym} ${exported} ${received}`,
  )

/** The digest of a file's manifest, as any recipient can compute it. */
const manifestDigest = async (of: TestVault, path: string): Promise<string> => {
  const decrypter = new Decrypter()
  decrypter.addIdentity(session(of).age.hybrid.identity)
  const bytes = Buffer.from(await decrypter.decrypt(readFileSync(path)))
  const start = bytes.indexOf('\nmanifest ') + '\nmanifest '.length
  const end = bytes.indexOf('\n', start)
  const length = Number(bytes.toString('ascii', start, end))
  const manifest = bytes.subarray(end + 1, end + 1 + length)
  return Buffer.from(blake2b(manifest, { dkLen: 32 })).toString('hex')
}

test('a first delivery shows its exporter, dates, manifest and the journal line of the import', async () => {
  const { caseId, sourceId, reportId } = await fill(field, 'Reed Warbler')
  const path = await sent(field, desk, caseId, '2024-04-03')
  await takenOn(desk, path, '2024-04-09')
  for (const record of [caseId, sourceId, reportId]) {
    const { holders } = await desk.handlers['custody.of']({ id: RecordId.parse(record) })
    const arrivals = await arrivalsAt(desk, record)
    expect(arrivals).toMatchObject([
      {
        from: { state: 'verified', pseudonym: 'field' },
        exported: '2024-04-03',
        received: '2024-04-09',
        manifest: await manifestDigest(desk, path),
        sender: session(field).author,
      },
    ])
    const ours = holders.find(({ from }) => from.state === 'us')
    expect(ours?.chains.flatMap(({ lines }) => lines.map((line) => line.told))).toMatchObject([
      { kind: 'record.imported', txn: arrivals[0]?.txn },
    ])
    expect(await arrivalsAt(field, record)).toEqual([])
  }
})

test('a file that is imported twice is shown once, with the day of the first import', async () => {
  const { caseId, reportId } = await fill(field, 'Marsh Tit')
  const path = await sent(field, desk, caseId, '2024-04-03')
  await takenOn(desk, path, '2024-04-09')
  await takenOn(desk, path, '2024-04-12')
  expect(await told(desk, reportId)).toEqual(['field 2024-04-03 2024-04-09'])
})

test('a record from two senders shows both, even if the second file had nothing new', async () => {
  const { caseId, reportId } = await fill(field, 'Rock Pipit')
  await takenOn(partner, await sent(field, partner, caseId, '2024-04-02'), '2024-04-03')
  await takenOn(desk, await sent(field, desk, caseId, '2024-04-04'), '2024-04-09')
  const { seq } = session(desk).store.journal.tail()
  await takenOn(desk, await sent(partner, desk, caseId, '2024-04-05'), '2024-04-10')
  expect(await told(desk, reportId)).toEqual([
    'field 2024-04-04 2024-04-09',
    'partner 2024-04-05 2024-04-10',
  ])
  expect(await told(partner, reportId)).toEqual(['field 2024-04-02 2024-04-03'])
  const own = session(desk).store.custody.own(RecordId.parse(reportId))
  expect(own.map(({ kind }) => kind)).toEqual(['record.imported'])
  expect((await arrivalsAt(desk, reportId))[1]?.txn).toBeGreaterThan(seq)
})

test('at the end of a relay it shows which file brought a record to each earlier vault, all signed', async () => {
  const { caseId, sourceId, reportId } = await fill(field, 'Song Thrush')
  const first = await sent(field, partner, caseId, '2024-04-02')
  const digest = await manifestDigest(partner, first)
  await takenOn(partner, first, '2024-04-03')
  await takenOn(desk, await sent(partner, desk, caseId, '2024-04-05'), '2024-04-09')
  for (const record of [caseId, sourceId, reportId]) {
    expect(await arrivalsOf(desk, record, partner)).toMatchObject([
      {
        from: { state: 'verified', pseudonym: 'field' },
        sender: session(field).author,
        exported: '2024-04-02',
        received: '2024-04-03',
        manifest: digest,
      },
    ])
    expect(await told(desk, record)).toEqual(['partner 2024-04-05 2024-04-09'])
  }
  // A second file with nothing new for the partner is one more arrival, but no second chain.
  await takenOn(partner, await sent(field, partner, caseId, '2024-04-10'), '2024-04-11')
  await takenOn(desk, await sent(partner, desk, caseId, '2024-04-12'), '2024-04-13')
  const { holders } = await desk.handlers['custody.of']({ id: RecordId.parse(reportId) })
  const partners = holders.find(({ key }) => key === session(partner).author)
  expect(partners?.chains.map(({ holds }) => holds)).toEqual([true])
  expect((await arrivalsOf(desk, reportId, partner)).map(({ received }) => received)).toEqual([
    '2024-04-03',
    '2024-04-11',
  ])
})

test('a record that was left out of an import has no arrival until it is imported', async () => {
  const { caseId, reportId } = await fill(field, 'Wood Lark')
  const path = await sent(field, desk, caseId, '2024-04-03')
  await takenOn(desk, path, '2024-04-09', [caseId])
  expect(await told(desk, caseId)).toEqual(['field 2024-04-03 2024-04-09'])
  await takenOn(desk, path, '2024-04-12')
  expect(await told(desk, caseId)).toEqual(['field 2024-04-03 2024-04-09'])
  expect(await told(desk, reportId)).toEqual(['field 2024-04-03 2024-04-12'])
})

test('the vault’s own file, imported where everything is here, is no arrival', async () => {
  const { caseId, reportId } = await fill(field, 'Tree Pipit')
  day = '2024-04-03'
  const { fileName } = await exportDecided(field.handlers, {
    task: nextTask(),
    choice: { kind: 'case', caseId },
    target: { kind: 'keys', recipients: [await hybridOf(field)] },
    overrides: [],
    purpose: 'For ourselves',
    folder: tokenFor(field, out),
  })
  await takenOn(field, join(out, fileName), '2024-04-09')
  expect(await told(field, reportId)).toEqual([])
})

test('the rescue tool writes which files a record came in', async () => {
  const { caseId } = await fill(field, 'Sand Martin')
  const path = await sent(field, desk, caseId, '2024-04-03')
  await takenOn(desk, path, '2024-04-09')
  const { exportId, sender } = session(desk).store.exchange.imports()[0] ?? {}
  desk.controller.close()
  const { cases, imports } = await rescued(desk.folder)
  await desk.controller.unlock({ passphrase, keyFile: null })
  expect(cases.find(({ id }) => id === caseId)?.arrivals).toMatchObject([
    { exportId, sender, received: '2024-04-09' },
  ])
  expect(imports).toContainEqual(expect.objectContaining({ exportId, day: '2024-04-03' }))
})

test('a received record that is handed over or purged leaves no arrival in any table', async () => {
  const { caseId, reportId, sourceId } = await fill(field, 'Snow Finch')
  await names(field, desk)
  await names(partner, desk)
  await takenOn(partner, await sent(field, partner, caseId, '2024-04-03'), '2024-04-09')
  expect(await told(partner, reportId)).toHaveLength(1)
  const choice = { kind: 'case' as const, caseId }
  const contact = session(desk).author
  const asked = { task: nextTask(), choice, overrides: [], purpose: '', contact }
  const { summary } = await partner.handlers['handover.prepare'](asked)
  const overrides = summary.items
    .filter(({ state }) => state === 'blocks')
    .map(({ item }) => ({ item, reason: 'It must go' }))
  const done = await handOverDecided(partner.handlers, {
    ...asked,
    task: nextTask(),
    overrides,
    folder: tokenFor(partner, out),
  })
  expect(done.refused).toBeNull()
  const path = join(out, done.fileName)
  await takenOn(desk, path, '2024-04-11')
  expect(await told(desk, reportId)).toEqual(['partner 2024-04-09 2024-04-11'])
  const report = await desk.handlers['reports.get']({ id: reportId })
  await desk.handlers['records.remove']({ id: RecordId.parse(reportId), rev: report.rev })
  for (const [of, gone] of [
    [partner, [caseId, sourceId, reportId]],
    [desk, [reportId]],
  ] as const) {
    of.controller.close()
    const { database } = await readVault(of.folder, { passphrase })
    const db = new Database(Buffer.from(database))
    const noted = db.prepare('SELECT subject FROM arrival').pluck().all()
    db.close()
    expect(noted.filter((id) => gone.some((one) => one === id))).toEqual([])
    // The table is the right one: the desk still has the case and the source.
    expect(noted.includes(caseId)).toBe(of === desk)
    const again = openTestVault(of.folder)
    await again.controller.unlock({ passphrase, keyFile: null })
    expect(await again.handlers['vault.verify']({ task: nextTask() })).toMatchObject({ faults: [] })
    again.controller.close()
  }
})
