import { expect, test } from 'vitest'
import { openWriteDb } from '../../src/main/store/db.ts'
import type { ContactEntry } from '../../src/main/store/vault-rows.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import { Day, RecordId } from '../../src/shared/ids.ts'
import { cardOf } from '../exchange/cards.ts'
import { person } from '../exchange/sample.ts'
import { testVault, digest, failure, hex, runVerify, settings } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'

const today = Day.parse('2024-04-09')
const entryOf = (change: Partial<ContactEntry> = {}): ContactEntry => ({
  author: person().author,
  added: today,
  keys: null,
  verified: null,
  revoked: null,
  desk: false,
  ...change,
})
const kinds = (d: TestVault): string[] =>
  d.store.journal.list('vault', null, 20).lines.map(({ kind }) => kind)

/** Changes the database with its key, without the store. */
const behind = (d: TestVault, sql: string): void => {
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  db.exec(sql)
  db.close()
  d.open()
}

test('contacts, cards and set-aside files are there after a reopening, and verification holds', () => {
  const d = testVault()
  const by = person()
  const cards = [cardOf(by), cardOf(by, { serial: 2 })]
  const entry = entryOf({ author: by.author, keys: 'ab'.repeat(32), verified: today, desk: true })
  const aside = {
    id: 'c'.repeat(32),
    sender: by.author,
    day: today,
    bytes: 7,
    digest: 'd'.repeat(64),
  }
  d.store.contacts.addCards(cards, 'card.received')
  d.store.contacts.save(entry, 'contact.verified')
  const key = new Uint8Array(32).fill(5)
  d.store.contacts.keepAside({ ...aside, key })
  const { contacts } = d.reopen()
  expect(contacts.list()).toEqual([entry])
  expect(contacts.find(by.author)).toEqual(entry)
  expect(contacts.find(person().author)).toBeNull()
  expect(contacts.cards(by.author)).toHaveLength(2)
  expect(contacts.everyCard()).toEqual(expect.arrayContaining(cards))
  expect(contacts.setAside()).toEqual([aside])
  expect(new Uint8Array(contacts.asideKey(aside.id) ?? [])).toEqual(key)
  expect(runVerify(d.store).faults).toEqual([])
  expect(kinds(d)).toEqual([
    'quarantine.kept',
    'contact.verified',
    'card.received',
    'vault.created',
  ])
})

test('a card that is here already changes nothing', () => {
  const d = testVault()
  const card = cardOf(person())
  expect(d.store.contacts.addCards([card], 'card.received')).toBe(1)
  const before = d.store.journal.tail()
  expect(d.store.contacts.addCards([card, card], 'card.received')).toBe(0)
  expect(d.store.journal.tail()).toEqual(before)
})

test('a quarantined file is taken off the list once', () => {
  const d = testVault()
  const id = 'c'.repeat(32)
  const sender = person().author
  const key = new Uint8Array(32)
  d.store.contacts.keepAside({ id, sender, day: today, bytes: 7, digest: 'd'.repeat(64), key })
  d.store.contacts.dropAside(id)
  expect(d.store.contacts.setAside()).toEqual([])
  expect(failure(() => d.store.contacts.dropAside(id))).toBe('not-found')
  expect(failure(() => d.store.contacts.asideKey(id))).toBe('not-found')
})

test.each([
  [
    'a contact made verified',
    `UPDATE contact SET keys = '${'e'.repeat(64)}', verified = '2024-01-01'`,
  ],
  ['a revocation undone', 'UPDATE contact SET revoked = NULL'],
  ['a right to revise given', 'UPDATE contact SET desk = 1'],
  ['a contact taken away', 'DELETE FROM contact'],
  ['a card taken away', 'DELETE FROM card'],
  ['a set-aside file given another sender', `UPDATE quarantine SET sender = '${'e'.repeat(64)}'`],
])('%s behind the store’s back is tampered, and the verification says so', (_, sql) => {
  const d = testVault()
  const by = person()
  d.store.contacts.addCards([cardOf(by)], 'card.received')
  d.store.contacts.save(entryOf({ author: by.author, revoked: today }), 'contact.revoked')
  d.store.contacts.keepAside({
    id: 'c'.repeat(32),
    sender: by.author,
    day: today,
    bytes: 7,
    digest: 'd'.repeat(64),
    key: new Uint8Array(32),
  })
  behind(d, sql)
  expect(failure(() => d.store.contacts.list())).toBe('tampered')
  expect(failure(() => d.store.contacts.cards(by.author))).toBe('tampered')
  expect(runVerify(d.store).faults).toEqual([{ subject: 'vault', what: 'digest' }])
})

test('a card with a changed text is tampered, though its name is the same', () => {
  const d = testVault()
  const by = person()
  d.store.contacts.addCards([cardOf(by)], 'card.received')
  behind(d, `UPDATE card SET card = replace(card, 'Heron', 'Crane')`)
  expect(failure(() => d.store.contacts.cards(by.author))).toBe('tampered')
  expect(runVerify(d.store).faults).toEqual([{ subject: 'vault', what: 'digest' }])
})

test('without any of them the vault’s digest is that of a vault before they existed', () => {
  const d = testVault()
  const salt = ((): Uint8Array => {
    d.close()
    const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
    const row = db.prepare<[], { salt: Uint8Array }>('SELECT salt FROM vault').get()
    db.close()
    d.open()
    return row?.salt ?? new Uint8Array()
  })()
  const { publicKey } = d.store.keyring.get('author')
  const form = canonicalJson({
    settings: canonicalJson(settings),
    keyring: [
      {
        kind: 'author',
        publicKey: hex(publicKey),
        secretDigest: hex(digest.plain(Buffer.from('not a real key'))),
      },
    ],
    exports: [],
    imports: [],
    openings: [],
  })
  const [line] = d.store.journal.list('vault', null, 1).lines
  expect(line?.digest).toBe(hex(digest.record(salt, Buffer.from(form))))
})

test('the author of a record is the signer of its first revision', () => {
  const d = testVault()
  const report = d.filed()
  const [root] = d.store.revisions.list(RecordId.parse(report.id))
  d.store.reports.save({
    id: report.id,
    rev: report.rev,
    content: { ...report.content, title: 'B' },
  })
  d.fileDraft(report.id)
  expect(d.store.revisions.rootAuthor(RecordId.parse(report.id))).toBe(root?.revision.author)
  expect(d.store.revisions.rootAuthor(RecordId.parse('0'.repeat(32)))).toBeNull()
})
