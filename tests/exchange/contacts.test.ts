import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/crypto/fingerprint.ts'
import { cardBytes } from '../../src/main/exchange/card.ts'
import { encryptAge } from '../../src/main/exchange/age-format.ts'
import { unhex } from '../../src/main/exchange/revision.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { RecordId } from '../../src/shared/ids.ts'
import type { CaseId, ReportId } from '../../src/shared/ids.ts'
import { failureOf, openDesk, passphrase, type Desk } from '../vault/harness.ts'
import { cardOf, identityText } from './cards.ts'
import { nextTask, session, tokenFor } from './desk-kit.ts'
import { added, cardFile, compared, contactIn, knows, meet, names } from './meet.ts'
import { build, caseContent, id, person, sample, signed } from './sample.ts'
import { readBundle } from './second-reader.ts'
import { readWords } from './second-reader-words.ts'
import {
  committed,
  fill,
  hybridOf,
  preview,
  refused,
  state,
  taken,
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
}, 120_000)
afterAll(() => {
  third.keeper.close()
  two.end()
})

const kinds = (of: Desk): string[] =>
  session(of)
    .store.journal.list('vault', null, 6)
    .lines.map(({ kind }) => kind)
const written = (bytes: Uint8Array): string => {
  const path = join(two.place, `${nextTask()}.json`)
  writeFileSync(path, bytes)
  return path
}
const shown = (of: Desk, path: string) =>
  of.handlers['contacts.previewCard']({ file: tokenFor(of, path) })
const goOn = async (of: Desk, reportId: ReportId, body: string): Promise<void> => {
  const report = await of.handlers['reports.get']({ id: reportId })
  const content = { ...report.content, body }
  const { rev } = await of.handlers['reports.save']({ id: reportId, rev: report.rev, content })
  await of.handlers['reports.file']({ id: reportId, rev })
}
/** What the vault says before anybody types: as it would refuse. */
const revisable = async (of: Desk, record: string) =>
  of.handlers['records.revisable']({ id: RecordId.parse(record) })
const sent = async (from: Desk, to: Desk, caseId: CaseId): Promise<string> =>
  two.exported(from, caseId, { kind: 'keys', recipients: [await hybridOf(to)] })
const asideFiles = (of: Desk): string[] => {
  try {
    return readdirSync(vaultPaths(of.folder).quarantine)
  } catch {
    return []
  }
}
/** A file of somebody who has no vault, with the sample records. */
const from = async (by: ReturnType<typeof person>, to: Desk, gathered = sample(by)) =>
  two.written(
    await encryptAge(build(by, [await hybridOf(to)], gathered).plaintext, {
      kind: 'keys',
      recipients: [await hybridOf(to)],
    }),
  )

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
    expect(await failureOf(() => heard(first, first === 'zoo' ? 'abandon' : 'zoo'))).toBe('invalid')
    expect((await contactIn(desk, author)).state).toBe('unverified')
    await heard(` ${first.toUpperCase()}`, last)
    expect((await contactIn(desk, author)).state).toBe('verified')
    expect(kinds(desk).slice(0, 3)).toEqual(['contact.verified', 'contact.added', 'card.received'])
  })

  it('stays verified when only the pseudonym changes, and is unverified again with another key', async () => {
    const by = person()
    const card = cardOf(by, { identity: identityText() })
    const author = await added(desk, written(cardBytes(card)))
    await compared(desk, author)
    const renamed = cardOf(by, { ...card, serial: 2, pseudonym: 'Egret' })
    expect(await shown(desk, written(cardBytes(renamed)))).toMatchObject({ change: 'other' })
    await added(desk, written(cardBytes(renamed)))
    expect(await contactIn(desk, author)).toMatchObject({
      state: 'verified',
      pseudonym: `Egret ${fingerprint(unhex(author))}`,
    })
    const before = (await contactIn(desk, author)).words
    const swapped = cardOf(by, { ...card, serial: 3, identity: identityText() })
    expect(await shown(desk, written(cardBytes(swapped)))).toMatchObject({ change: 'keys' })
    await added(desk, written(cardBytes(swapped)))
    const after = await contactIn(desk, author)
    expect(after.state).toBe('changed')
    expect(after.words).not.toEqual(before)
    expect(kinds(desk)[0]).toBe('contact.changed')
    // What was compared was another card.
    const code = await failureOf(() => desk.handlers['contacts.sealTo']({ author }))
    expect(code).toBe('unverified')
    // The one from before comes late: it is kept, and is not the newest.
    expect(await shown(desk, written(cardBytes(renamed)))).toMatchObject({ change: 'older' })
    await added(desk, written(cardBytes(renamed)))
    expect((await contactIn(desk, author)).state).toBe('changed')
  })

  it('of a card that another key signed, or that was altered, is none', async () => {
    const card = cardOf(person())
    const before = state(desk)
    const stolen = written(cardBytes(cardOf({ ...person(), author: card.author })))
    expect(await failureOf(() => shown(desk, stolen))).toBe('bad-signature')
    const altered = written(cardBytes({ ...card, pseudonym: 'Crane' }))
    expect(await failureOf(() => shown(desk, altered))).toBe('bad-signature')
    expect(await failureOf(() => added(desk, written(new Uint8Array(20_000))))).toBe('too-big')
    expect(state(desk)).toEqual(before)
  })

  it('whose file changed after it was shown is not added', async () => {
    const path = written(cardBytes(cardOf(person())))
    const file = tokenFor(desk, path)
    const { card } = await desk.handlers['contacts.previewCard']({ file })
    writeFileSync(path, cardBytes(cardOf(person())))
    const add = () => desk.handlers['contacts.add']({ file, card: card.card })
    expect(await failureOf(add)).toBe('conflict')
  })

  it('is exported to when somebody compared its keys, or says that nobody did; never once revoked', async () => {
    const { caseId } = await fill(desk)
    const stranger = await hybridOf(third)
    await meet(third, desk, two.place)
    const author = session(third).author
    const write = (unverified: boolean) =>
      desk.handlers['exports.write']({
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

  it('does not overwrite anything in the vault with a card', async () => {
    const inside = tokenFor(desk, vaultPaths(desk.folder).database)
    const before = readFileSync(vaultPaths(desk.folder).header)
    expect(await failureOf(() => desk.handlers['contacts.saveCard']({ file: inside }))).toBe(
      'invalid',
    )
    expect(readFileSync(vaultPaths(desk.folder).header).equals(before)).toBe(true)
    expect(session(desk).store.contacts.list().length).toBeGreaterThan(0)
  })
})

describe('a file', () => {
  it('carries the card of its sender, with the words that people compare, by the document', async () => {
    const { caseId } = await fill(field)
    const path = await sent(field, desk, caseId)
    const decrypter = new Decrypter()
    decrypter.addIdentity(session(desk).age.hybrid.identity)
    const { cards } = readBundle(await decrypter.decrypt(readFileSync(path)))
    const { card } = await field.handlers['contacts.self']({})
    expect(cards.map(({ author, pseudonym }) => [author, pseudonym])).toEqual([
      [card.author, 'field'],
    ])
    const [own] = cards
    if (own === undefined) throw new Error('no card')
    expect(readWords(own, english)).toEqual(card.words.en)
    expect(readWords(own, korean)).toEqual(card.words.ko)
  })

  it('with a card that its author did not sign, or of somebody who has no part in it, is refused whole', async () => {
    const [by, other] = [person(), person()]
    knows(desk, by)
    const wrong = [
      [{ ...cardOf(by), pseudonym: 'Crane' }, 'bad-signature'],
      [cardOf({ ...other, author: by.author }), 'bad-signature'],
      [cardOf(other), 'malformed'],
    ] as const
    for (const [card, code] of wrong) {
      const path = await from(by, desk, { ...sample(by), cards: [card] })
      expect(await refused(desk, path)).toBe(code)
    }
  })

  it('of a contact names them, and one of a stranger can only be set aside', async () => {
    const { caseId } = await fill(field, 'Grey Lantern')
    expect((await preview(desk, await sent(field, desk, caseId))).from).toEqual({
      state: 'verified',
      pseudonym: 'field',
    })
    const stranger = person()
    const path = await from(stranger, desk)
    const before = state(desk)
    const { from: sender, exportId, items } = await preview(desk, path)
    expect(sender).toEqual({ state: 'unknown', pseudonym: '' })
    expect(items.length).toBeGreaterThan(0)
    const commit = () => committed(desk, exportId)
    expect(await failureOf(commit)).toBe('unknown-sender')
    expect(state(desk)).toEqual(before)
    expect(asideFiles(desk)).toEqual([])
    expect(session(desk).store.contacts.cards(stranger.author)).toEqual([])

    await desk.handlers['quarantine.setAside']({ exportId })
    const [kept, ...others] = await desk.handlers['quarantine.list']({})
    expect(others).toEqual([])
    expect(kept).toMatchObject({ contact: null, bytes: statSync(path).size })
    expect(asideFiles(desk)).toEqual([kept?.id])
    expect(readFileSync(join(vaultPaths(desk.folder).quarantine, kept?.id ?? ''))).toEqual(
      readFileSync(path),
    )
    expect({ ...state(desk), seq: before.seq }).toEqual(before)

    // The same file again is not kept twice.
    const again = await preview(desk, path)
    await desk.handlers['quarantine.setAside']({ exportId: again.exportId })
    expect(asideFiles(desk)).toHaveLength(1)

    const look = () =>
      desk.handlers['quarantine.preview']({
        task: nextTask(),
        id: kept?.id ?? '',
        passphrase: null,
      })
    expect(await look()).toMatchObject({ isSetAside: true, from: { state: 'unknown' } })
    expect(await failureOf(commit)).toBe('unknown-sender')
    knows(desk, stranger)
    expect(await look()).toMatchObject({
      from: { state: 'unverified', pseudonym: expect.stringContaining('Heron') },
    })
    expect(await commit()).toMatchObject({ added: 4, refused: 0 })
    expect(await desk.handlers['quarantine.list']({})).toEqual([])
    expect(asideFiles(desk)).toEqual([])
  })

  it('of a revoked contact is set aside, and discarded without a trace of what was inside', async () => {
    const by = person()
    knows(desk, by)
    await desk.handlers['contacts.revoke']({ author: by.author })
    const { from: sender, exportId } = await preview(desk, await from(by, desk))
    expect(sender.state).toBe('revoked')
    const commit = () => committed(desk, exportId)
    expect(await failureOf(commit)).toBe('unknown-sender')
    await desk.handlers['quarantine.setAside']({ exportId })
    const [kept] = await desk.handlers['quarantine.list']({})
    expect(kept?.contact?.state).toBe('revoked')
    const path = join(vaultPaths(desk.folder).quarantine, kept?.id ?? '')
    const bytes = readFileSync(path)
    bytes[100] = (bytes[100] ?? 0) ^ 1
    writeFileSync(path, bytes)
    const look = () =>
      desk.handlers['quarantine.preview']({
        task: nextTask(),
        id: kept?.id ?? '',
        passphrase: null,
      })
    expect(await failureOf(look)).toBe('tampered')
    await desk.handlers['quarantine.discard']({ id: kept?.id ?? '' })
    expect(asideFiles(desk)).toEqual([])
    expect(await desk.handlers['quarantine.list']({})).toEqual([])
  })

  it('to a passphrase obeys the same rule', async () => {
    const by = person()
    const words = 'copper stair 여섯 thaw'
    const { plaintext } = build(by, ['scrypt'])
    const path = two.written(await encryptAge(plaintext, { kind: 'passphrase', passphrase: words }))
    const { from: sender, exportId } = await preview(desk, path, words)
    expect(sender.state).toBe('unknown')
    expect(await failureOf(() => committed(desk, exportId))).toBe('unknown-sender')
  })
})

describe('a record of somebody else', () => {
  it('is not changed here without the right to, and is with it', async () => {
    const { caseId, reportId } = await fill(field, 'Cedar Lamp')
    await taken(desk, await sent(field, desk, caseId))
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
    await taken(desk, await sent(field, desk, caseId))
    expect(await revisable(desk, reportId)).toEqual({ may: true, by: null })
    await goOn(desk, reportId, 'as the desk has it')
    await taken(field, await sent(desk, field, caseId))
    const back = await field.handlers['reports.get']({ id: reportId })
    expect(back.content.body).toBe('as the desk has it')

    // By the desk’s file a third vault takes it: the revisions and the author’s card prove it.
    await meet(third, desk, two.place)
    const file = await sent(desk, third, caseId)
    expect(await taken(third, file)).toMatchObject({ added: 3, refused: 0 })
    const there = await third.handlers['reports.revisions']({ id: reportId })
    expect(new Set(there.map(({ author }) => author))).toEqual(
      new Set([session(field).author, session(desk).author]),
    )
    expect(await failureOf(() => goOn(third, reportId, 'as a third has it'))).toBe('not-author')
    // The author is nobody that the third knows: the key says whose it is.
    const { may, by } = await revisable(third, reportId)
    expect([may, by?.from.state]).toEqual([false, 'unknown'])
    expect(by?.author).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4})+$/)
  })

  it('that a desk revised is refused until the author’s card is there, then taken from the same file', async () => {
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
    const path = await from(sender, desk, { ...none, revisions: [root, next] })
    expect((await preview(desk, path)).items).toMatchObject([
      { effect: 'refused', why: 'not-author' },
    ])
    expect(await taken(desk, path)).toMatchObject({ added: 0, refused: 1 })
    await added(desk, written(cardBytes(cardOf(author, { desks: [sender.author] }))))
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
