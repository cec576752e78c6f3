import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/crypto/fingerprint.ts'
import { unhex } from '../../src/main/exchange/revision.ts'
import { learnCards } from '../../src/main/vault/contacts/add-contact.ts'
import type { Parsed } from '../../src/shared/contract.ts'
import type { CaseId } from '../../src/shared/ids.ts'
import { failureOf } from '../vault/harness.ts'
import { cardOf, recipient } from './cards.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { compared, contactIn, knows } from './meet.ts'
import { person } from './sample.ts'
import { fill, hybridOf, prepared, toShare, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { exportDecided } from './decided.ts'

let two: Two
let caseId: CaseId
let to: string
beforeEach(async () => {
  two = await twoVaults()
  to = await hybridOf(two.desk)
})
afterEach(() => two.end())

const agreed = async (audience: string): Promise<void> => {
  const made = await fill(two.field)
  caseId = made.caseId
  const { rev, content } = await two.field.handlers['sources.get']({ id: made.sourceId })
  await two.field.handlers['sources.save']({
    id: made.sourceId,
    rev,
    content: { ...content, consents: [{ ...toShare, audience }] },
    identity: null,
  })
}
const consent = async (recipients: string[] | null) => {
  const { items } = await prepared(two.field, { kind: 'case', caseId }, { recipients })
  return items.filter(({ kind }) => kind === 'consent')
}
const send = async (overrides: Parsed<'exports.write'>['overrides'] = []) =>
  exportDecided(two.field.handlers, {
    task: nextTask(),
    choice: { kind: 'case', caseId },
    target: { kind: 'keys', recipients: [to] },
    overrides,
    purpose: '',
    folder: tokenFor(two.field, two.out),
  })

describe('consent to share with one desk', () => {
  it('blocks a file to a verified contact of another name until a reason is given', async () => {
    await agreed('Tokyo bureau')
    const [item, ...others] = await consent([to])
    expect(others).toEqual([])
    expect(item).toMatchObject({ state: 'blocks', notOverridable: false })
    expect(item?.about).toContain('Tokyo bureau')
    expect(await failureOf(() => send())).toBe('withheld')
    expect(readdirSync(two.out)).toEqual([])
    await send([{ item: item?.item ?? '', reason: 'It is their bureau' }])
  })

  it('warns for a file to that contact, however the name is written, or to an unknown recipient', async () => {
    const [contact] = await two.field.handlers['contacts.list']({})
    await agreed(` ${contact?.pseudonym.toUpperCase() ?? ''} `)
    expect((await consent([to]))[0]?.state).toBe('warns')
    expect((await consent(null))[0]?.state).toBe('warns')
    await send()
  })

  it('stops a file to a contact whose later card has the pseudonym of that desk', async () => {
    const { field, desk } = two
    const by = person()
    const theirs = recipient()
    knows(field, by, { recipient: theirs })
    await compared(field, by.author)
    await agreed(session(desk).settings().pseudonym)
    expect((await consent([theirs]))[0]).toMatchObject({ state: 'blocks' })
    const pseudonym = session(desk).settings().pseudonym.toUpperCase()
    const renamed = cardOf(by, { recipient: theirs, serial: 2, pseudonym })
    learnCards(session(field), [renamed])
    expect((await contactIn(field, by.author)).state).toBe('verified')
    const [item] = await consent([theirs])
    expect(item).toMatchObject({ state: 'blocks', notOverridable: false })
    expect(item?.about).toContain(fingerprint(unhex(by.author)))
  })

  it('stops a file to a contact that takes the name of an unknown desk, and shows the key with it', async () => {
    const { field } = two
    const by = person()
    const theirs = recipient()
    knows(field, by, { recipient: theirs })
    await compared(field, by.author)
    await agreed('Tokyo bureau')
    learnCards(session(field), [
      cardOf(by, { recipient: theirs, serial: 2, pseudonym: 'Tokyo\u200b bureau' }),
    ])
    const shown = await contactIn(field, by.author)
    expect(shown.state).toBe('verified')
    expect(shown.pseudonym).toContain(fingerprint(unhex(by.author)))
    expect((await consent([theirs]))[0]).toMatchObject({ state: 'blocks', notOverridable: false })
  })

  it('knows a name that differs only by what is not seen for the same', async () => {
    const { field, desk } = two
    const pseudonym = [...session(desk).settings().pseudonym].join('\u2060')
    const by = person()
    knows(field, by, { recipient: recipient(), pseudonym })
    const names = (await field.handlers['contacts.list']({})).map((one) => one.pseudonym)
    expect(names.filter((name) => / [0-9a-f]{4}( [0-9a-f]{4})+$/.test(name)).length).toBe(
      names.length,
    )
  })
})
