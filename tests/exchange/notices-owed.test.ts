import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { signCard } from '../../src/main/exchange/card.ts'
import { RecordId } from '../../src/shared/ids.ts'
import { passphrase } from '../vault/harness.ts'
import { readVault } from '../format/second-reader.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { fill, hybridOf, prepared, taken } from './two-vaults.ts'
import {
  changeSource,
  dropDrafts,
  erase,
  noticeRows,
  read,
  sentBy,
  threeVaults,
  told,
  withdraw,
} from './three-vaults.ts'
import type { Three } from './three-vaults.ts'
import { exportDecided, handOverDecided } from './decided.ts'

let three: Three
beforeEach(async () => {
  three = await threeVaults()
  return three.end
})

test('a withdrawal reaches recipients of the source even if the source was erased here in between', async () => {
  const { two, field, desk } = three
  const kept = await fill(field, 'Marsh Tit')
  const other = await fill(field, 'Wood Lark')
  await taken(desk, await sentBy(two, field, kept.caseId, desk))
  await withdraw(field, kept.sourceId)
  await erase(field, kept)
  const path = await sentBy(two, field, other.caseId, desk)
  expect(await told(desk, path)).toEqual([['withdrawal', kept.sourceId]])
  await taken(desk, path)
  expect((await prepared(desk, { kind: 'case', caseId: kept.caseId })).items).toContainEqual(
    expect.objectContaining({ item: `consent:${kept.sourceId}:withdrawn`, state: 'blocks' }),
  )
  await sentBy(two, field, other.caseId, desk)
  expect(noticeRows(field)).toBe(1)
  await sentBy(two, field, other.caseId, desk)
  // Every recipient got the notice in three files, so no row is left.
  expect(noticeRows(field)).toBe(0)
})

test('the loss of two files loses no withdrawal, not even of an erased source', async () => {
  const { two, field, desk, third } = three
  const kept = await fill(field, 'Marsh Tit')
  const erased = await fill(field, 'Wood Lark')
  const other = await fill(field, 'Reed')
  for (const { caseId } of [kept, erased])
    await taken(desk, await sentBy(two, field, caseId, desk, third))
  await withdraw(field, kept.sourceId)
  await withdraw(field, erased.sourceId)
  await erase(field, erased)
  await sentBy(two, field, other.caseId, desk)
  await sentBy(two, field, other.caseId, desk, third)
  await taken(desk, await sentBy(two, field, other.caseId, desk))
  for (const { caseId, sourceId } of [kept, erased]) {
    expect((await prepared(desk, { kind: 'case', caseId })).items).toContainEqual(
      expect.objectContaining({ item: `consent:${sourceId}:withdrawn`, state: 'blocks' }),
    )
  }
  // One of the files went also to the third vault, which gets each notice in two more; then no row
  // is left.
  await sentBy(two, field, other.caseId, third)
  expect(noticeRows(field)).toBe(2)
  const says = await told(third, await sentBy(two, field, other.caseId, third))
  expect(new Set(says.map(([, subject]) => subject))).toEqual(
    new Set([kept.sourceId, erased.sourceId]),
  )
  expect(noticeRows(field)).toBe(1)
})

test('a notice that outlives its erased record contains no word from the record', async () => {
  const { two, field, desk } = three
  const kept = await fill(field, 'Marsh Tit')
  await sentBy(two, field, kept.caseId, desk)
  await withdraw(field, kept.sourceId)
  await erase(field, kept)
  expect(noticeRows(field)).toBe(1)
  field.controller.close()
  const { database } = await readVault(field.folder, { passphrase })
  expect(['Marsh Tit', '강제 북송', '시장에서'].filter((word) => database.includes(word))).toEqual(
    [],
  )
  await field.controller.unlock({ passphrase, keyFile: null })
  expect(noticeRows(field)).toBe(1)
})

test('the withdrawal of a source that was never exported is erased with it', async () => {
  const { field } = three
  const kept = await fill(field, 'Marsh Tit')
  await withdraw(field, kept.sourceId)
  await erase(field, kept)
  expect(noticeRows(field)).toBe(0)
})

test('a vault that relayed a source still passes on its withdrawal after erasing the source', async () => {
  const { two, field, desk, third } = three
  const kept = await fill(field, 'Marsh Tit')
  const other = await fill(field, 'Wood Lark')
  const own = await fill(desk, 'Snow Finch')
  await taken(desk, await sentBy(two, field, kept.caseId, desk))
  await taken(third, await sentBy(two, desk, kept.caseId, third))
  await withdraw(field, kept.sourceId)
  await taken(desk, await sentBy(two, field, other.caseId, desk))
  await erase(desk, kept)
  expect(await told(third, await sentBy(two, desk, own.caseId, third))).toEqual([
    ['withdrawal', kept.sourceId],
  ])
})

test('a correction that recipients did not get yet outlives the hand-over of its report', async () => {
  const { two, field, desk, third } = three
  const kept = await fill(field, 'Marsh Tit')
  const other = await fill(field, 'Wood Lark')
  await dropDrafts(field, kept.caseId)
  await field.handlers['contacts.setDesk']({ author: session(desk).author, isDesk: true })
  await sentBy(two, field, kept.caseId, third)
  const id = kept.reportId
  const { rev, content } = await field.handlers['reports.get']({ id })
  const saved = await field.handlers['reports.save']({
    id,
    rev,
    content: { ...content, body: 'as it was' },
  })
  await field.handlers['reports.file']({ id, rev: saved.rev })
  const done = await handOverDecided(field.handlers, {
    task: nextTask(),
    choice: { kind: 'case', caseId: kept.caseId },
    contact: session(desk).author,
    overrides: [],
    purpose: '',
    folder: tokenFor(field, two.out),
  })
  expect(done.refused).toBeNull()
  expect(await told(third, await sentBy(two, field, other.caseId, third))).toEqual([
    ['correction', kept.reportId],
  ])
})

test('each recipient of a shared file gets the withdrawal separately, in three files', async () => {
  const { two, field, desk, third } = three
  const kept = await fill(field, 'Marsh Tit')
  const other = await fill(field, 'Wood Lark')
  await sentBy(two, field, kept.caseId, desk, third)
  await withdraw(field, kept.sourceId)
  const said = [['withdrawal', kept.sourceId]]
  for (const says of [said, said, said, []]) {
    expect(await told(third, await sentBy(two, field, other.caseId, third))).toEqual(says)
  }
  // The desk vault still has to be told, whichever other recipients a file has.
  expect(await told(desk, await sentBy(two, field, other.caseId, desk, third))).toEqual(said)
  expect(await told(desk, await sentBy(two, field, other.caseId, desk))).toEqual(said)
  expect(await told(desk, await sentBy(two, field, other.caseId, desk, third))).toEqual(said)
  expect(await told(desk, await sentBy(two, field, other.caseId, desk, third))).toEqual([])
})

test('a withdrawal reaches a contact under a key that a newer card names', async () => {
  const { two, field, desk, third } = three
  const kept = await fill(field, 'Marsh Tit')
  const other = await fill(field, 'Wood Lark')
  await sentBy(two, field, kept.caseId, third)
  await withdraw(field, kept.sourceId)
  const { store } = session(field)
  const { author, signing } = session(third)
  const [card] = store.contacts.cards(author)
  if (card === undefined) throw new Error('no card')
  const { signature, ...says } = card
  expect(signature).not.toBe('')
  // The newer card names another key, as after the contact made a new vault.
  const newer = signCard(
    { ...says, serial: card.serial + 1, recipient: await hybridOf(desk) },
    signing,
  )
  store.contacts.addCards([newer], 'card.received')
  expect(await told(desk, await sentBy(two, field, other.caseId, desk))).toEqual([
    ['withdrawal', kept.sourceId],
  ])
})

test('a file to a key that no card names has every notice once, since the key may be any contact’s', async () => {
  const { two, field, desk, third } = three
  const kept = await fill(field, 'Marsh Tit')
  const other = await fill(field, 'Wood Lark')
  await sentBy(two, field, kept.caseId, desk)
  await withdraw(field, kept.sourceId)
  const { classic } = await desk.handlers['exchange.self']({})
  const write = async () => {
    const { fileName } = await exportDecided(field.handlers, {
      task: nextTask(),
      choice: { kind: 'case', caseId: other.caseId },
      target: { kind: 'keys', recipients: [classic] },
      overrides: [],
      purpose: '',
      folder: tokenFor(field, two.out),
      unverified: true,
    })
    return (await read(join(two.out, fileName), session(desk).age.classic.identity)).notices
  }
  expect((await write()).map(({ subject }) => subject)).toEqual([kept.sourceId])
  expect(await write()).toEqual([])
  // Any of the other contacts may hold a record that was sent to such a key.
  await withdraw(field, other.sourceId)
  expect(
    await told(third, await sentBy(two, field, (await fill(field, 'Reed')).caseId, third)),
  ).toEqual([['withdrawal', other.sourceId]])
})

test('a source with a new grade makes a correction for the vaults that have it', async () => {
  const { two, field, desk } = three
  const kept = await fill(field, 'Marsh Tit')
  const other = await fill(field, 'Wood Lark')
  await taken(desk, await sentBy(two, field, kept.caseId, desk))
  await changeSource(field, kept.sourceId, { note: 'nothing of weight' })
  expect(await told(desk, await sentBy(two, field, other.caseId, desk))).toEqual([])
  await changeSource(field, kept.sourceId, { reliability: 'E', reliabilityReason: 'made it up' })
  const path = await sentBy(two, field, other.caseId, desk)
  expect(await told(desk, path)).toEqual([['correction', kept.sourceId]])
  await taken(desk, path)
  const { notices } = await desk.handlers['custody.of']({ id: RecordId.parse(kept.sourceId) })
  expect(notices).toMatchObject([{ kind: 'correction', name: 'Marsh Tit', isAnswered: false }])
})
