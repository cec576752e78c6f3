import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/crypto/fingerprint.ts'
import { cardBytes } from '../../src/main/exchange/card.ts'
import { unhex } from '../../src/main/exchange/revision.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { failureOf } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { cardOf, identityText } from './cards.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { twoVaultsAndOther } from './three-vaults.ts'
import { added, cardFile, compared, contactIn, meet } from './meet.ts'
import { person } from './sample.ts'
import { fill, hybridOf, state } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { cardAt } from './by-hand.ts'
import { exportDecided } from './decided.ts'

let two: Two
let desk: TestVault
let third: TestVault
beforeAll(async () => {
  const three = await twoVaultsAndOther()
  ;({ two, desk, third } = three)
  return three.end
})

const kinds = (of: TestVault): string[] =>
  session(of)
    .store.journal.list('vault', null, 6)
    .lines.map(({ kind }) => kind)
const shown = (of: TestVault, path: string) =>
  of.handlers['contacts.previewCard']({ file: tokenFor(of, path) })

describe('a contact', () => {
  it('is added unverified, and verified by two words that were heard; both are journaled', async () => {
    const path = await cardFile(third, two.place)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(path).mtimeMs % 86_400_000).toBe(0)
    expect(await shown(desk, path)).toMatchObject({ known: 'new', change: 'none' })
    const author = await added(desk, path)
    const { keys, words, state: before } = await contactIn(desk, author)
    expect(before).toBe('unverified')
    const heard = (one: string, other: string) =>
      desk.handlers['contacts.verify']({
        author,
        keys,
        language: 'en',
        heard: [
          { at: 0, word: one },
          { at: 11, word: other },
        ],
      })
    const [first = '', last = ''] = [words.en[0], words.en[11]]
    expect(await failureOf(() => heard(first, last === 'zoo' ? 'abandon' : 'zoo'))).toBe('invalid')
    expect((await contactIn(desk, author)).state).toBe('unverified')
    await heard(` ${first.toUpperCase()}`, last)
    expect((await contactIn(desk, author)).state).toBe('verified')
    expect(kinds(desk).slice(0, 3)).toEqual(['contact.verified', 'contact.added', 'card.received'])
  })

  it('stays verified when only the pseudonym changes, and is unverified again with another key', async () => {
    const by = person()
    const card = cardOf(by, { identity: identityText() })
    const author = await added(desk, cardAt(two, cardBytes(card)))
    await compared(desk, author)
    const renamed = cardOf(by, { ...card, serial: 2, pseudonym: 'Egret' })
    expect(await shown(desk, cardAt(two, cardBytes(renamed)))).toMatchObject({ change: 'other' })
    await added(desk, cardAt(two, cardBytes(renamed)))
    expect(await contactIn(desk, author)).toMatchObject({
      state: 'verified',
      pseudonym: `Egret ${fingerprint(unhex(author))}`,
    })
    const before = (await contactIn(desk, author)).words
    const swapped = cardOf(by, { ...card, serial: 3, identity: identityText() })
    expect(await shown(desk, cardAt(two, cardBytes(swapped)))).toMatchObject({ change: 'keys' })
    await added(desk, cardAt(two, cardBytes(swapped)))
    const after = await contactIn(desk, author)
    expect(after.state).toBe('changed')
    expect(after.words).not.toEqual(before)
    expect(kinds(desk)[0]).toBe('contact.changed')
    // The compared words belonged to an earlier card.
    const code = await failureOf(() => desk.handlers['contacts.sealTo']({ author }))
    expect(code).toBe('unverified')
    // The one from before comes late: it is kept, and is not the newest.
    expect(await shown(desk, cardAt(two, cardBytes(renamed)))).toMatchObject({ change: 'older' })
    await added(desk, cardAt(two, cardBytes(renamed)))
    expect((await contactIn(desk, author)).state).toBe('changed')
  })

  it('of a card that another key signed, or that was altered, is none', async () => {
    const card = cardOf(person())
    const before = state(desk)
    const stolen = cardAt(two, cardBytes(cardOf({ ...person(), author: card.author })))
    expect(await failureOf(() => shown(desk, stolen))).toBe('bad-signature')
    const altered = cardAt(two, cardBytes({ ...card, pseudonym: 'Crane' }))
    expect(await failureOf(() => shown(desk, altered))).toBe('bad-signature')
    expect(await failureOf(() => added(desk, cardAt(two, new Uint8Array(20_000))))).toBe('too-big')
    expect(state(desk)).toEqual(before)
  })

  it('whose file changed after it was shown is not added', async () => {
    const path = cardAt(two, cardBytes(cardOf(person())))
    const file = tokenFor(desk, path)
    const { card } = await desk.handlers['contacts.previewCard']({ file })
    writeFileSync(path, cardBytes(cardOf(person())))
    const add = () => desk.handlers['contacts.add']({ file, card: card.card })
    expect(await failureOf(add)).toBe('conflict')
  })

  it('receives exports once its keys were compared, or with a confirmation that they were not; never once revoked', async () => {
    const { caseId } = await fill(desk)
    const stranger = await hybridOf(third)
    await meet(third, desk, two.place)
    const author = session(third).author
    const write = (unverified: boolean) =>
      exportDecided(desk.handlers, {
        task: nextTask(),
        choice: { kind: 'case', caseId },
        target: { kind: 'keys', recipients: [stranger] },
        overrides: [],
        purpose: '',
        folder: tokenFor(desk, two.out),
        unverified,
      })
    expect(await failureOf(() => write(false))).toBe('none')
    const [past] = await desk.handlers['exports.list']({})
    expect(past?.names).toEqual([{ pseudonym: 'third', state: 'verified' }])
    // The same face wherever it is named: before the export, in the list of contacts, and after it.
    const unknown = `age1pq1${'q'.repeat(1952)}`
    const [ours, theirs, nobodys] = await desk.handlers['contacts.recipients']({
      recipients: [await hybridOf(desk), stranger, unknown],
    })
    const name = { pseudonym: 'third', state: 'verified' }
    expect(theirs).toEqual({ fingerprint: past?.to[0], name, isOurs: false })
    expect((await contactIn(desk, author)).fingerprint).toBe(past?.to[0])
    expect(ours?.isOurs).toBe(true)
    expect(nobodys).toMatchObject({ name: null, isOurs: false })
    await desk.handlers['contacts.revoke']({ author })
    expect(kinds(desk)[0]).toBe('contact.revoked')
    const before = readdirSync(two.out)
    expect(await failureOf(() => write(true))).toBe('revoked')
    await added(desk, await cardFile(third, two.place))
    expect((await contactIn(desk, author)).state).toBe('unverified')
    expect(await failureOf(() => write(false))).toBe('unverified')
    expect(readdirSync(two.out)).toEqual(before)
    expect(await failureOf(() => write(true))).toBe('none')
    await compared(desk, author)
  })

  it.each([
    ['Jacana', 'Jасаnа', 'Cyrillic letters'],
    ['curlew', 'ϲurlew', 'a Greek letter with another compatible form'],
    ['fulmar', 'ſulmar', 'a long s'],
  ])(
    'whose name looks like another contact’s is shown with both keys, before and after it is added: %s and %s, %s',
    async (name, alike) => {
      const ours = await added(desk, cardAt(two, cardBytes(cardOf(person(), { pseudonym: name }))))
      const path = cardAt(two, cardBytes(cardOf(person(), { pseudonym: alike })))
      const key = (author: string) => fingerprint(unhex(author))
      const preview = await shown(desk, path)
      expect(preview.lookAlikes).toEqual([{ pseudonym: name, key: key(ours) }])
      expect((await contactIn(desk, ours)).pseudonym).toBe(name)
      const theirs = await added(desk, path)
      expect(await contactIn(desk, ours)).toMatchObject({
        pseudonym: `${name} ${key(ours)}`,
        key: key(ours),
        lookAlikes: [{ pseudonym: preview.card.pseudonym, key: key(theirs) }],
      })
      expect(await contactIn(desk, theirs)).toMatchObject({
        pseudonym: `${preview.card.pseudonym} ${key(theirs)}`,
        lookAlikes: [{ pseudonym: name, key: key(ours) }],
      })
    },
  )

  it('does not overwrite anything in the vault with a card', async () => {
    const inside = tokenFor(desk, vaultPaths(desk.folder).database)
    const before = readFileSync(vaultPaths(desk.folder).header)
    expect(await failureOf(() => desk.handlers['contacts.saveCard']({ file: inside }))).toBe(
      'invalid',
    )
    expect(readFileSync(vaultPaths(desk.folder).header).equals(before)).toBe(true)
    expect(session(desk).store.contacts.list().length).toBeGreaterThan(0)
  })

  it('replaces an older card with a card, and no other file', async () => {
    const path = join(two.place, 'card-or-key')
    const save = () => desk.handlers['contacts.saveCard']({ file: tokenFor(desk, path) })
    writeFileSync(path, 'bytes of a key file')
    expect(await failureOf(save)).toBe('invalid')
    expect(readFileSync(path, 'utf8')).toBe('bytes of a key file')
    rmSync(path)
    await save()
    await save()
    expect(readFileSync(path, 'utf8')).toContain('understory-card')
  })
})
