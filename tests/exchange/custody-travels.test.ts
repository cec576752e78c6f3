import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encryptAge } from '../../src/main/exchange/age-format.ts'
import { signChain } from '../../src/main/exchange/custody-chain.ts'
import { signNotice } from '../../src/main/exchange/notice.ts'
import { chainsFor } from '../../src/main/vault/custody/chains.ts'
import { publicationHandlers } from '../../src/main/vault/publication-handlers.ts'
import { Day, RecordId } from '../../src/shared/ids.ts'
import type { CaseId, ReportId, SourceId } from '../../src/shared/ids.ts'
import { failureOf, openDesk, passphrase, type Desk } from '../vault/harness.ts'
import { claimContent } from '../vault/protected-content.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { nextTask, session, tokenFor } from './desk-kit.ts'
import { knows, meet, names } from './meet.ts'
import { build, person, sample } from './sample.ts'
import { readBundle } from './second-reader.ts'
import {
  fill,
  hybridOf,
  preview,
  prepared,
  refused,
  taken,
  toShare,
  twoDesks,
  type Two,
} from './two-desks.ts'

let two: Two
let field: Desk
let desk: Desk
let third: Desk
beforeAll(async () => {
  two = await twoDesks()
  ;({ field, desk } = two)
  third = openDesk(join(two.place, 'third'))
  await third.keeper.create({ passphrase, keyFile: null, pseudonym: 'third', language: 'en' })
  await meet(third, desk, two.place)
  await meet(desk, third, two.place)
}, 120_000)
afterAll(() => {
  third.keeper.close()
  two.end()
})

const sent = async (from: Desk, to: Desk, caseId: CaseId): Promise<string> =>
  two.exported(from, caseId, { kind: 'keys', recipients: [await hybridOf(to)] })
const inside = async (of: Desk, path: string) => {
  const decrypter = new Decrypter()
  decrypter.addIdentity(session(of).age.hybrid.identity)
  return readBundle(await decrypter.decrypt(readFileSync(path)))
}
const custodyOf = (of: Desk, record: string) =>
  of.handlers['custody.of']({ id: RecordId.parse(record) })
const withdraw = async (of: Desk, sourceId: SourceId): Promise<void> => {
  const source = await of.handlers['sources.get']({ id: sourceId })
  const consents = source.content.consents.map((one) => ({ ...one, withdrawn: '2024-02' }))
  await of.handlers['sources.save']({
    id: sourceId,
    rev: source.rev,
    content: { ...source.content, consents },
    identity: null,
  })
}
const goOn = async (of: Desk, reportId: ReportId, body: string): Promise<void> => {
  const report = await of.handlers['reports.get']({ id: reportId })
  const content = { ...report.content, body }
  const { rev } = await of.handlers['reports.save']({ id: reportId, rev: report.rev, content })
  await of.handlers['reports.file']({ id: reportId, rev })
}

/** A publication that prints one claim of a report that came from elsewhere. */
const printing = async (
  of: Desk,
  { caseId, reportId }: { readonly caseId: CaseId; readonly reportId: ReportId },
) => {
  const claim = await of.handlers['claims.save']({
    id: null,
    rev: 0,
    content: claimContent(reportId, { caseId }),
  })
  const ours = publicationHandlers(() => session(of), {
    check: () => Promise.resolve([]),
    print: () => Promise.reject(new Error('not asked for')),
  })
  const printed = { attributionId: null, when: '', place: '', count: '' }
  const { id } = await ours['publications.save']({
    id: null,
    rev: 0,
    content: {
      ...publicationContent(caseId),
      claims: [{ ...printed, claimId: claim.id, wording: 'They were returned.' }],
    },
  })
  const folder = join(two.place, `printed-${nextTask()}`)
  mkdirSync(folder)
  return { id, ours, folder }
}

test('a vault at the end of a relay sees what every vault before it says of a report, and each holds', async () => {
  const { caseId, reportId } = await fill(field, 'Reed Warbler')
  const first = await sent(field, desk, caseId)
  await taken(desk, first)
  await taken(third, await sent(desk, third, caseId))
  const { holders, revisions } = await custodyOf(third, reportId)
  expect(holders.map(({ from, chains }) => [from.state, chains.length])).toEqual([
    ['us', 1],
    ...[session(field).author, session(desk).author]
      .sort()
      .map((author) => [author === session(desk).author ? 'verified' : 'unknown', 1]),
  ])
  expect(holders.flatMap(({ chains }) => chains.map((chain) => chain.holds))).toEqual([
    true,
    true,
    true,
  ])
  const told = (name: string) =>
    holders
      .flatMap(({ chains }) => chains.flatMap(({ lines }) => lines.map((line) => line.told)))
      .flatMap((line) => (line?.actor === name ? [line.kind] : []))
  expect(told('field')).toEqual(['record.saved', 'record.filed'])
  expect(told('desk')).toEqual(['record.imported'])
  expect(told('third')).toEqual(['record.imported'])
  expect(revisions.map(({ holds }) => holds)).toEqual([true])

  // The same file again changes nothing, and a later one continues what is known.
  await taken(desk, first)
  await taken(desk, await sent(field, desk, caseId))
  const later = (await custodyOf(desk, reportId)).holders.find(
    ({ from }) => from.pseudonym === 'field',
  )
  expect(later?.chains.map(({ lines }) => lines.map((line) => line.told?.kind))).toEqual([
    ['record.saved', 'record.filed', 'record.exported'],
  ])
}, 60_000)

test('a file whose chain was altered, or is about a record that it does not carry, is refused whole', async () => {
  const by = person()
  knows(desk, by)
  const { reportId } = await fill(field, 'Rock Pipit')
  const revisions = session(field).store.revisions.list(RecordId.parse(reportId))
  const [chain] = chainsFor(
    session(field),
    revisions.map(({ revision }) => revision),
  )
  if (chain === undefined) throw new Error('no chain')
  const from = async (changed: typeof chain, gathered = sample(by)) => {
    const recipients = [await hybridOf(desk)]
    const { plaintext } = build(by, recipients, gathered, null, {
      chains: [changed],
      notices: [],
      escrow: null,
    })
    return two.written(await encryptAge(plaintext, { kind: 'keys', recipients }))
  }
  const gathered = {
    ...sample(by),
    revisions: revisions.map(({ revision }) => revision),
    seals: [],
  }
  expect((await preview(desk, await from(chain, gathered))).items).toHaveLength(1)
  const lines = chain.lines.map((line, i) =>
    i === 0 && 'seq' in line ? { ...line, day: Day.parse('2024-01-01') } : line,
  )
  expect(await refused(desk, await from({ ...chain, lines }, gathered))).toBe('malformed')
  expect(await refused(desk, await from(chain))).toBe('malformed')
}, 60_000)

test('a withdrawal reaches who has the source with the next three files, and holds back what they export', async () => {
  const kept = await fill(field, 'Marsh Tit')
  const other = await fill(field, 'Wood Lark')
  const first = await sent(field, desk, kept.caseId)
  await taken(desk, first)
  expect((await prepared(desk, { kind: 'case', caseId: kept.caseId })).items).not.toContainEqual(
    expect.objectContaining({ item: `consent:${kept.sourceId}:withdrawn` }),
  )
  await withdraw(field, kept.sourceId)
  const path = await sent(field, desk, other.caseId)
  const { notices } = await inside(desk, path)
  expect(notices.map(({ kind, subject, uses }) => [kind, subject, uses])).toEqual([
    ['withdrawal', kept.sourceId, ['share-desk']],
  ])
  const shown = await preview(desk, path)
  expect(shown.notices).toMatchObject([{ kind: 'withdrawal', name: 'Marsh Tit' }])
  await taken(desk, path)
  expect((await preview(desk, path)).notices).toEqual([])
  expect((await prepared(desk, { kind: 'case', caseId: kept.caseId })).items).toContainEqual(
    expect.objectContaining({ item: `consent:${kept.sourceId}:withdrawn`, state: 'blocks' }),
  )
  expect(await failureOf(() => sent(desk, third, kept.caseId))).toBe('withheld')
  expect((await custodyOf(desk, kept.sourceId)).notices).toMatchObject([
    { kind: 'withdrawal', from: { state: 'verified', pseudonym: 'field' } },
  ])
  for (const more of [1, 1, 0]) {
    const next = await inside(desk, await sent(field, desk, other.caseId))
    expect(next.notices).toHaveLength(more)
  }
  // Who never had the source hears nothing.
  await meet(field, third, two.place)
  expect((await inside(third, await sent(field, third, other.caseId))).notices).toEqual([])
}, 60_000)

test('a withdrawal that was received stops a publication of what the source told, whatever the reason', async () => {
  const kept = await fill(field, 'Snow Bunting')
  const other = await fill(field, 'Tree Pipit')
  const { rev, content } = await field.handlers['sources.get']({ id: kept.sourceId })
  const toPrint = { ...toShare, use: 'publish-unattributed' as const }
  await field.handlers['sources.save']({
    id: kept.sourceId,
    rev,
    content: { ...content, consents: [toShare, toPrint] },
    identity: null,
  })
  await taken(desk, await sent(field, desk, kept.caseId))
  const { ours, id, folder } = await printing(desk, kept)
  const write = async (): Promise<unknown> => {
    const { items } = await ours['publications.review']({ id })
    const overrides = items
      .filter(({ state }) => state === 'blocks')
      .map(({ item }) => ({ item, reason: 'Everybody knows it', day: Day.parse('2024-03-01') }))
    const saved = await ours['publications.get']({ id })
    await ours['publications.save']({
      id,
      rev: saved.rev,
      content: { ...saved.content, overrides },
    })
    return ours['publications.write']({
      id,
      formats: ['json'],
      folder: tokenFor(desk, folder),
      cosign: null,
    })
  }
  expect(await failureOf(write)).toBe('none')
  const before = readdirSync(folder)
  expect(before).toHaveLength(1)

  await withdraw(field, kept.sourceId)
  await taken(desk, await sent(field, desk, other.caseId))
  expect((await ours['publications.review']({ id })).items).toContainEqual(
    expect.objectContaining({
      item: `consent:${kept.sourceId}:publish-unattributed:withdrawn`,
      state: 'blocks',
      firm: true,
    }),
  )
  expect(await failureOf(write)).toBe('withheld')
  expect(readdirSync(folder)).toEqual(before)
}, 60_000)

test('a withdrawal that comes before its source holds it back once it is here', async () => {
  const kept = await fill(field, 'Cirl Bunting')
  const other = await fill(field, 'Corn Crake')
  const first = await sent(field, desk, kept.caseId)
  await withdraw(field, kept.sourceId)
  await taken(desk, await sent(field, desk, other.caseId))
  await taken(desk, first)
  expect((await prepared(desk, { kind: 'case', caseId: kept.caseId })).items).toContainEqual(
    expect.objectContaining({ item: `consent:${kept.sourceId}:withdrawn`, state: 'blocks' }),
  )
}, 60_000)

test('a withdrawal by somebody who has no say about a source holds nothing back', async () => {
  const kept = await fill(field, 'Stock Dove')
  await taken(desk, await sent(field, desk, kept.caseId))
  const by = person()
  knows(desk, by)
  const notice = signNotice(
    {
      author: by.author,
      day: Day.parse('2024-04-09'),
      kind: 'withdrawal',
      revision: null,
      subject: RecordId.parse(kept.sourceId),
      subjectKind: 'source',
      text: '',
      uses: ['internal'],
    },
    by.keys,
  )
  const recipients = [await hybridOf(desk)]
  const { plaintext } = build(by, recipients, sample(by), null, {
    chains: [],
    notices: [notice],
    escrow: null,
  })
  await taken(desk, two.written(await encryptAge(plaintext, { kind: 'keys', recipients })))
  expect((await custodyOf(desk, kept.sourceId)).notices).toEqual([])
  expect((await prepared(desk, { kind: 'case', caseId: kept.caseId })).items).not.toContainEqual(
    expect.objectContaining({ item: `consent:${kept.sourceId}:withdrawn` }),
  )
}, 60_000)

test('each correction of a report is told to who has it, and passed on by who relayed it', async () => {
  const { caseId, reportId } = await fill(field, 'Sand Martin')
  const other = await fill(field, 'Ring Ouzel')
  const relayed = await fill(desk, 'Snow Finch')
  await names(field, desk)
  await taken(desk, await sent(field, desk, caseId))
  await sent(desk, third, caseId)
  await goOn(field, reportId, 'as it was')
  await goOn(field, reportId, 'as it really was')
  const path = await sent(field, desk, other.caseId)
  expect((await inside(desk, path)).notices.map(({ kind }) => kind)).toEqual([
    'correction',
    'correction',
  ])
  await taken(desk, path)
  expect((await custodyOf(desk, reportId)).notices.map((one) => one.isAnswered)).toEqual([
    false,
    false,
  ])
  const onward = await inside(third, await sent(desk, third, relayed.caseId))
  expect(onward.notices.map(({ subject }) => subject)).toEqual([reportId, reportId])
  await taken(desk, await sent(field, desk, caseId))
  expect((await custodyOf(desk, reportId)).notices.map((one) => one.isAnswered)).toEqual([
    true,
    true,
  ])
}, 60_000)

test('made-up vaults cannot crowd a record: of strangers fifty are kept, of who had to do with it all', async () => {
  const by = person()
  knows(desk, by)
  const { reportId } = await fill(field, 'Corn Bunting')
  const subject = RecordId.parse(reportId)
  const revisions = session(field)
    .store.revisions.list(subject)
    .map(({ revision }) => revision)
  const [whole] = chainsFor(session(field), revisions)
  if (whole === undefined) throw new Error('no chain')
  const { holder: _, signature: __, ...told } = whole
  const strangers = Array.from({ length: 80 }, () => {
    const { author, keys } = person()
    return signChain(told, author, keys)
  })
  const recipients = [await hybridOf(desk)]
  const gathered = { ...sample(by), revisions, seals: [] }
  const { plaintext } = build(by, recipients, gathered, null, {
    chains: [...strangers, whole],
    notices: [],
    escrow: null,
  })
  await taken(desk, two.written(await encryptAge(plaintext, { kind: 'keys', recipients })))
  const holders = session(desk)
    .store.custody.received(subject)
    .map(({ holder }) => holder)
  expect(holders).toHaveLength(51)
  expect(holders).toContain(session(field).author)
}, 60_000)
