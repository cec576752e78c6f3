import { beforeEach, expect, test } from 'vitest'
import { session } from './test-vault.ts'
import { names } from './meet.ts'
import {
  erase,
  handedToDesk,
  noticeRows,
  sentBy,
  threeVaults,
  told,
  withdraw,
} from './three-vaults.ts'
import type { Three } from './three-vaults.ts'
import { fill, prepared, taken } from './two-vaults.ts'

let three: Three
beforeEach(async () => {
  three = await threeVaults()
  return three.end
})

test('a withdrawal after a hand-over reaches vaults that got the source from the field, through the desk and through the field', async () => {
  const { two, field, desk, third } = three
  await names(field, desk)
  const kept = await fill(field, 'Song Thrush')
  const [fields, desks] = [await fill(field, 'Wood Lark'), await fill(desk, 'Sand Martin')]
  await taken(third, await sentBy(two, field, kept.caseId, third))
  await handedToDesk(two, kept.caseId)
  await withdraw(desk, kept.sourceId)
  // The desk vault never exported it; the custody chain of the field vault names another holder.
  const toField = await sentBy(two, desk, desks.caseId, field)
  const toThird = await sentBy(two, desk, desks.caseId, third)
  const word = [['withdrawal', kept.sourceId]]
  expect(await told(field, toField)).toEqual(word)
  expect(await told(third, toThird)).toEqual(word)
  // The field vault has erased the source, and passes on the notice of the desk vault.
  await taken(field, toField)
  const relayed = await sentBy(two, field, fields.caseId, third)
  expect(await told(third, relayed)).toEqual(word)
  await taken(third, relayed)
  expect((await prepared(third, { kind: 'case', caseId: kept.caseId })).items).toContainEqual(
    expect.objectContaining({ item: `consent:${kept.sourceId}:withdrawn`, state: 'blocks' }),
  )
})

test('what the field sent to its desk alone does not count as held by others', async () => {
  const { two, field, desk, third } = three
  await names(field, desk)
  const kept = await fill(field, 'Song Thrush')
  const desks = await fill(desk, 'Sand Martin')
  for (const _ of [1, 2]) await taken(desk, await sentBy(two, field, kept.caseId, desk))
  await withdraw(desk, kept.sourceId)
  expect(await told(third, await sentBy(two, desk, desks.caseId, third))).toEqual([])
})

test('only a trusted desk has notices to pass on about a record that was erased here', async () => {
  const { two, field, desk, third } = three
  await names(field, desk)
  const kept = await fill(field, 'Song Thrush')
  await taken(third, await sentBy(two, field, kept.caseId, third))
  await handedToDesk(two, kept.caseId)
  await withdraw(desk, kept.sourceId)
  const path = await sentBy(two, desk, (await fill(desk, 'Sand Martin')).caseId, field)
  await field.handlers['contacts.setDesk']({ author: session(desk).author, isDesk: false })
  await taken(field, path)
  expect(noticeRows(field)).toBe(0)
})

test('a withdrawal after a hand-over is still pending where the desk erases the source at once', async () => {
  const { two, field, desk, third } = three
  await names(field, desk)
  const kept = await fill(field, 'Song Thrush')
  const desks = await fill(desk, 'Sand Martin')
  await taken(third, await sentBy(two, field, kept.caseId, third))
  await handedToDesk(two, kept.caseId)
  await withdraw(desk, kept.sourceId)
  await erase(desk, kept)
  for (const to of [field, third]) {
    const path = await sentBy(two, desk, desks.caseId, to)
    expect(await told(to, path)).toEqual([['withdrawal', kept.sourceId]])
  }
})

test('what came in a file with other recipients counts as held by them', async () => {
  const { two, field, desk, third } = three
  await names(field, desk)
  const kept = await fill(field, 'Song Thrush')
  const desks = await fill(desk, 'Sand Martin')
  const both = await sentBy(two, field, kept.caseId, desk, third)
  await taken(desk, both)
  await taken(third, both)
  await withdraw(desk, kept.sourceId)
  expect(await told(third, await sentBy(two, desk, desks.caseId, third))).toEqual([
    ['withdrawal', kept.sourceId],
  ])
})

test('the desk’s correction goes back to the author of the report', async () => {
  const { two, field, desk, third } = three
  await names(field, desk)
  const kept = await fill(field, 'Song Thrush')
  const desks = await fill(desk, 'Sand Martin')
  await taken(desk, await sentBy(two, field, kept.caseId, desk))
  const { rev, content } = await desk.handlers['reports.get']({ id: kept.reportId })
  const saved = await desk.handlers['reports.save']({
    id: kept.reportId,
    rev,
    content: { ...content, body: 'as it was' },
  })
  await desk.handlers['reports.file']({ id: kept.reportId, rev: saved.rev })
  expect(await told(field, await sentBy(two, desk, desks.caseId, field))).toEqual([
    ['correction', kept.reportId],
  ])
  expect(await told(third, await sentBy(two, desk, desks.caseId, third))).toEqual([])
})
