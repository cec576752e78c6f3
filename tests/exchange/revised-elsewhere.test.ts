import { beforeAll, describe, expect, it } from 'vitest'
import { cardBytes } from '../../src/main/exchange/card.ts'
import { RecordId } from '../../src/shared/ids.ts'
import { failureOf } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { cardOf } from './cards.ts'
import { session } from './test-vault.ts'
import { goOn, sentBy, twoVaultsAndOther } from './three-vaults.ts'
import { added, knows, meet, names } from './meet.ts'
import { caseContent, id, person, signed } from './sample.ts'
import { fill, preview, state, taken } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { cardAt, fileFrom } from './by-hand.ts'

let two: Two
let field: TestVault
let desk: TestVault
let third: TestVault
beforeAll(async () => {
  const three = await twoVaultsAndOther()
  ;({ two, field, desk, third } = three)
  await meet(desk, third, two.place)
  return three.end
})

/** What the vault answers before the user types: the same refusal as at a save. */
const revisable = async (of: TestVault, record: string) =>
  of.handlers['records.revisable']({ id: RecordId.parse(record) })

describe('a record by another author', () => {
  it('is not changed here without the right, and is with it', async () => {
    const { caseId, reportId } = await fill(field, 'Cedar Lamp')
    await taken(desk, await sentBy(two, field, caseId, desk))
    const before = state(desk)
    expect(await failureOf(() => goOn(desk, reportId, 'as the desk has it'))).toBe('not-author')
    const theCase = await desk.handlers['cases.get']({ id: caseId })
    const save = () =>
      desk.handlers['cases.save']({ id: caseId, rev: theCase.rev, content: theCase.content })
    expect(await failureOf(save)).toBe('not-author')
    expect(state(desk)).toEqual(before)
    const theirs = { may: false, by: { from: { state: 'verified', pseudonym: 'field' } } }
    for (const id of [reportId, caseId]) expect(await revisable(desk, id)).toMatchObject(theirs)
    expect(await revisable(field, reportId)).toEqual({ may: true, by: null })

    await names(field, desk)
    await taken(desk, await sentBy(two, field, caseId, desk))
    expect(await revisable(desk, reportId)).toEqual({ may: true, by: null })
    await goOn(desk, reportId, 'as the desk has it')
    await taken(field, await sentBy(two, desk, caseId, field))
    const back = await field.handlers['reports.get']({ id: reportId })
    expect(back.content.body).toBe('as the desk has it')

    // A third vault imports the desk’s file: the revisions and the author’s card prove the right.
    await meet(third, desk, two.place)
    const file = await sentBy(two, desk, caseId, third)
    expect(await taken(third, file)).toMatchObject({ added: 3, refused: 0 })
    const there = await third.handlers['reports.revisions']({ id: reportId })
    expect(new Set(there.map(({ author }) => author))).toEqual(
      new Set([session(field).author, session(desk).author]),
    )
    expect(await failureOf(() => goOn(third, reportId, 'as a third has it'))).toBe('not-author')
    // The author is not a contact of the third vault, so only the key identifies the author.
    const { may, by } = await revisable(third, reportId)
    expect([may, by?.from.state]).toEqual([false, 'unknown'])
    expect(by?.author).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4})+$/)
  })

  it('that a desk revised is refused until the author’s card is there, then imported from the same file', async () => {
    const [author, sender] = [person(), person()]
    const of = { subject: id(77), kind: 'case' as const }
    const root = signed(author, { ...of, content: caseContent('Theirs') })
    const next = signed(sender, { ...of, content: caseContent('Revised'), parents: [root.id] })
    knows(desk, sender)
    const none = {
      cards: [],
      cases: 1,
      sources: 0,
      reports: 0,
      draftsLeftOut: 0,
      seals: [],
      attachments: [],
    }
    const path = await fileFrom(two, sender, desk, { ...none, revisions: [root, next] })
    expect((await preview(desk, path)).items).toMatchObject([
      { effect: 'refused', why: 'not-author' },
    ])
    expect(await taken(desk, path)).toMatchObject({ added: 0, refused: 1 })
    await added(desk, cardAt(two, cardBytes(cardOf(author, { desks: [sender.author] }))))
    expect(await preview(desk, path)).toMatchObject({
      seen: false,
      cameBefore: true,
      items: [{ effect: 'new' }],
    })
    expect(await taken(desk, path)).toMatchObject({ added: 1, refused: 0 })
    const last = state(desk)
    expect(await taken(desk, path)).toMatchObject({ known: 1 })
    expect(state(desk)).toEqual(last)
  })
})
