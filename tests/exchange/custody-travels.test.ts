import { beforeAll, expect, test } from 'vitest'
import { signChain } from '../../src/main/exchange/custody-chain.ts'
import { recordsIn } from '../../src/main/exchange/filed-revisions.ts'
import { chainsFor } from '../../src/main/vault/custody/chains.ts'
import { Day, RecordId } from '../../src/shared/ids.ts'
import type { TestVault } from '../vault/harness.ts'
import { custodyOf, session } from './test-vault.ts'
import { goOn, inside, sentBy, twoVaultsAndOther } from './three-vaults.ts'
import { fileFrom } from './by-hand.ts'
import { finished } from './finished.ts'
import { knows, meet, names } from './meet.ts'
import { person, sample } from './sample.ts'
import { fill, preview, refused, taken } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

let two: Two
let field: TestVault
let desk: TestVault
let third: TestVault
beforeAll(async () => {
  const three = await twoVaultsAndOther()
  ;({ two, field, desk, third } = three)
  await meet(third, desk, two.place)
  await meet(desk, third, two.place)
  return three.end
})

test('a vault at the end of a relay sees what every earlier vault says about a report, and each chain verifies', async () => {
  const { caseId, reportId } = await fill(field, 'Reed Warbler')
  const first = await sentBy(two, field, caseId, desk)
  await taken(desk, first)
  await taken(third, await sentBy(two, desk, caseId, third))
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
  await taken(desk, await sentBy(two, field, caseId, desk))
  const later = (await custodyOf(desk, reportId)).holders.find(
    ({ from }) => from.pseudonym === 'field',
  )
  expect(later?.chains.map(({ lines }) => lines.map((line) => line.told?.kind))).toEqual([
    ['record.saved', 'record.filed', 'record.exported'],
  ])
})

test('a file whose chain was altered, or is about a record that it does not carry, is refused whole', async () => {
  const by = person()
  knows(desk, by)
  const { reportId } = await fill(field, 'Rock Pipit')
  const revisions = session(field).store.revisions.list(RecordId.parse(reportId))
  const [chain] = finished(
    chainsFor(session(field), recordsIn(revisions.map(({ revision }) => revision))),
  )
  if (chain === undefined) throw new Error('no chain')
  const from = (changed: typeof chain, gathered = sample(by)) =>
    fileFrom(two, by, desk, gathered, { chains: [changed] })
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
})

test('each correction of a report is told to the holders of the report, and passed on by relays', async () => {
  const { caseId, reportId } = await fill(field, 'Sand Martin')
  const other = await fill(field, 'Ring Ouzel')
  const relayed = await fill(desk, 'Snow Finch')
  await names(field, desk)
  await taken(desk, await sentBy(two, field, caseId, desk))
  await sentBy(two, desk, caseId, third)
  await goOn(field, reportId, 'as it was')
  await goOn(field, reportId, 'as it really was')
  const path = await sentBy(two, field, other.caseId, desk)
  expect((await inside(desk, path)).notices.map(({ kind }) => kind)).toEqual([
    'correction',
    'correction',
  ])
  await taken(desk, path)
  expect((await custodyOf(desk, reportId)).notices.map((one) => one.isAnswered)).toEqual([
    false,
    false,
  ])
  const onward = await inside(third, await sentBy(two, desk, relayed.caseId, third))
  expect(onward.notices.map(({ subject }) => subject)).toEqual([reportId, reportId])
  await taken(desk, await sentBy(two, field, caseId, desk))
  expect((await custodyOf(desk, reportId)).notices.map((one) => one.isAnswered)).toEqual([
    true,
    true,
  ])
})

test('made-up vaults cannot crowd a record: fifty unknown holders are kept, and all involved ones', async () => {
  const by = person()
  knows(desk, by)
  const { reportId } = await fill(field, 'Corn Bunting')
  const subject = RecordId.parse(reportId)
  const revisions = session(field)
    .store.revisions.list(subject)
    .map(({ revision }) => revision)
  const [whole] = finished(chainsFor(session(field), recordsIn(revisions)))
  if (whole === undefined) throw new Error('no chain')
  const { holder: _, signature: __, ...told } = whole
  const strangers = Array.from({ length: 80 }, () => {
    const { author, keys } = person()
    return signChain(told, author, keys)
  })
  const gathered = { ...sample(by), revisions, seals: [] }
  await taken(desk, await fileFrom(two, by, desk, gathered, { chains: [...strangers, whole] }))
  const holders = session(desk)
    .store.custody.received(subject)
    .map(({ holder }) => holder)
  expect(holders).toHaveLength(51)
  expect(holders).toContain(session(field).author)
})
