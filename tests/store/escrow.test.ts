import { expect, test } from 'vitest'
import { openWriteDb } from '../../src/main/store/db.ts'
import { signEscrow } from '../../src/main/exchange/escrow.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Escrow } from '../../src/shared/escrow.ts'
import type { AuthorKey } from '../../src/shared/ids.ts'
import { day, person } from '../exchange/sample.ts'
import { plainPages } from './plain-pages.ts'
import { testVault, digest, failure, hex, runVerify, settings } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'
import { backToSchema10 } from './schema-10.ts'

const slots = ['a'.repeat(64), 'b'.repeat(64)] as const
const desks = ['d'.repeat(64)]
/** Sealed to no key: the store never opens a seal. */
const escrowOf = (serial: number, by = person()): Escrow =>
  signEscrow({ author: by.author, day, serial, seal: new Uint8Array(8848) }, by.keys)
const nameOf = (escrow: Escrow): string => hex(digest.plain(Buffer.from(canonicalJson(escrow))))
const kept = (d: TestVault, slot: string = slots[0]): Escrow => {
  const escrow = escrowOf(d.store.escrows.nextSerial())
  d.store.escrows.keep({ escrow, slot, desks })
  return escrow
}
const kinds = (d: TestVault, count: number): string[] =>
  d.store.journal.list('vault', null, count).lines.map(({ kind }) => kind)

/** Changes the database with its key, without the store. */
const behind = (d: TestVault, sql: string): void => {
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  db.exec(sql)
  db.close()
  d.open()
}

test('an escrow is in force once the header has its slot, and goes when it has it no longer', () => {
  const d = testVault()
  const escrow = kept(d)
  const entry = { escrow, slot: slots[0], desks, carried: null, used: null }
  expect(d.store.escrows.own()).toEqual([{ ...entry, inForce: false }])
  d.store.escrows.settle(new Set(slots))
  expect(d.store.escrows.own()).toEqual([{ ...entry, inForce: true }])
  expect(kinds(d, 2)).toEqual(['vault.access', 'escrow.made'])
  d.reopen()
  const { seq } = d.store.journal.tail()
  d.store.escrows.settle(new Set(slots))
  expect(d.store.journal.tail().seq).toBe(seq)
  const next = kept(d, slots[1])
  d.store.escrows.settle(new Set([slots[1]]))
  expect(d.store.escrows.own()).toMatchObject([{ escrow: next, inForce: true }])
  expect(kinds(d, 3)).toEqual(['escrow.ended', 'vault.access', 'escrow.made'])
  d.store.escrows.settle(new Set())
  expect(d.store.escrows.own()).toEqual([])
  expect(runVerify(d.store).faults).toEqual([])
})

test('its numbers only grow: past what was dropped, and past a restore from a backup', () => {
  const d = testVault()
  const first = kept(d)
  d.store.escrows.settle(new Set())
  expect(failure(() => d.store.escrows.keep({ escrow: first, slot: slots[0], desks }))).toBe(
    'conflict',
  )
  const second = kept(d)
  expect(second.serial).toBeGreaterThan(first.serial)
  d.store.escrows.settle(new Set([slots[0]]))
  // The restored vault has another header, and its journal may be shorter than before.
  d.store.backups.noteRestored()
  expect(d.store.escrows.own()).toEqual([])
  expect(kept(d).serial).toBeGreaterThan(2 ** 32)
  expect(runVerify(d.store).faults).toEqual([])
})

test('the code of a restored vault is unconfirmed, whatever the backup says, until it is used or replaced', () => {
  const d = testVault()
  const isConfirmed = (): boolean => d.store.settings.get().recoveryConfirmed
  expect(isConfirmed()).toBe(true)
  for (const prove of [
    d.store.escrows.noteUsed,
    () => d.store.escrows.noteAccess(new Set(slots), 'recovery'),
  ]) {
    d.store.backups.noteRestored()
    expect(isConfirmed()).toBe(false)
    d.store.escrows.noteAccess(new Set(slots), 'credential')
    expect(isConfirmed()).toBe(false)
    prove()
    expect(isConfirmed()).toBe(true)
  }
  expect(runVerify(d.store).faults).toEqual([])
})

test('it is carried on the day of the first file, and used on the day of the last recovery', () => {
  const d = testVault()
  const { serial } = kept(d)
  d.store.escrows.noteUsed()
  expect(d.store.escrows.own()).toMatchObject([{ used: null }])
  d.store.escrows.settle(new Set(slots))
  d.store.escrows.noteCarried(serial)
  const { seq } = d.store.journal.tail()
  d.store.escrows.noteCarried(serial)
  expect(d.store.journal.tail().seq).toBe(seq)
  d.store.escrows.noteUsed()
  expect(kinds(d, 2)).toEqual(['vault.access', 'escrow.carried'])
  const today = d.store.journal.list('vault', null, 1).lines[0]?.day
  expect(d.store.escrows.own()).toMatchObject([{ carried: today, used: today }])
})

test('of each vault the newest is held, and says when it was opened and why', () => {
  const d = testVault()
  const [one, other] = [person(), person()]
  const newer = escrowOf(5, one)
  expect(d.store.escrows.take(newer)).toBe(true)
  expect(d.store.escrows.take(escrowOf(4, one))).toBe(false)
  expect(d.store.escrows.take(escrowOf(5, one))).toBe(false)
  expect(d.store.escrows.take(escrowOf(1, other))).toBe(true)
  expect(kinds(d, 2)).toEqual(['escrow.received', 'escrow.received'])
  expect(d.store.escrows.find(one.author)).toMatchObject({ escrow: newer, opened: null })
  expect(failure(() => d.store.escrows.noteOpened(person().author, 'To tell it'))).toBe('not-found')
  d.store.escrows.noteOpened(one.author, 'To tell it')
  const [line] = d.store.journal.list('vault', null, 1).lines
  expect(line).toMatchObject({ kind: 'escrow.opened', reason: 'To tell it' })
  expect(d.store.escrows.find(one.author)?.opened).toBe(line?.day)
  // A newer one was not opened yet.
  expect(d.store.escrows.take(escrowOf(6, one))).toBe(true)
  expect(d.store.escrows.find(one.author)?.opened).toBe(null)
  d.reopen()
  expect(d.store.escrows.held()).toHaveLength(2)
  expect(runVerify(d.store).faults).toEqual([])
})

test('a stored escrow is deleted by its serial, with a journal line, and is then in no page', () => {
  const d = testVault()
  const [one, other] = [person(), person()]
  const [escrow, stays] = [escrowOf(5, one), escrowOf(1, other)]
  d.store.escrows.take(escrow)
  d.store.escrows.take(stays)
  const { seq } = d.store.journal.tail()
  const drop = (author: AuthorKey, serial: number): string | null =>
    failure(() => d.store.escrows.drop(author, serial))
  expect(drop(person().author, 5)).toBe('not-found')
  expect(drop(one.author, 4)).toBe('conflict')
  expect(d.store.journal.tail().seq).toBe(seq)
  const lies = (text: string): boolean => {
    d.close()
    const { bytes } = plainPages(d.file, d.key)
    d.open()
    return bytes.includes(text)
  }
  expect(lies(escrow.signature)).toBe(true)
  d.store.escrows.drop(one.author, 5)
  expect(kinds(d, 1)).toEqual(['escrow.deleted'])
  expect(d.store.escrows.held()).toMatchObject([{ escrow: stays }])
  expect(drop(one.author, 5)).toBe('not-found')
  expect(lies(escrow.signature)).toBe(false)
  expect(lies(stays.signature)).toBe(true)
  // No tombstone is kept: a vault whose code is missing here can send it again.
  expect(d.store.escrows.take(escrowOf(4, one))).toBe(true)
  expect(runVerify(d.store).faults).toEqual([])
})

test.each([
  ['an escrow that was taken away', 'DELETE FROM escrow'],
  ['a held one that was taken away', 'DELETE FROM escrow_held'],
  ['one whose day of opening was cleared', 'UPDATE escrow_held SET opened = NULL'],
  ['one that is said to be in force', 'UPDATE escrow SET in_force = 1'],
  [
    'another text under its name',
    `UPDATE escrow_held SET escrow = replace(escrow, '-03-', '-04-')`,
  ],
])('%s is tampered', (_, sql) => {
  const d = testVault()
  const by = person()
  kept(d)
  d.store.escrows.take(escrowOf(1, by))
  d.store.escrows.noteOpened(by.author, 'To tell it')
  behind(d, sql)
  expect(failure(() => [d.store.escrows.own(), d.store.escrows.held()])).toBe('tampered')
  expect(runVerify(d.store).faults).toEqual([{ subject: 'vault', what: 'digest' }])
})

test('the vault’s digest names escrows where there are any, and is as before where there are none', () => {
  const d = testVault()
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  const row = db.prepare<[], { salt: Uint8Array }>('SELECT salt FROM vault').get()
  db.close()
  d.open()
  const { publicKey } = d.store.keyring.get('author')
  const secretDigest = hex(digest.plain(Buffer.from('not a real key')))
  const form = {
    settings: canonicalJson(settings),
    keyring: [{ kind: 'author', publicKey: hex(publicKey), secretDigest }],
    exports: [],
    imports: [],
    openings: [],
  }
  const digestOf = (whole: Parameters<typeof canonicalJson>[0]): string =>
    hex(digest.record(row?.salt ?? new Uint8Array(), Buffer.from(canonicalJson(whole))))
  const last = (): string | undefined => d.store.journal.list('vault', null, 1).lines[0]?.digest
  expect(last()).toBe(digestOf(form))
  const escrow = kept(d)
  const own = {
    serial: escrow.serial,
    slot: slots[0],
    desks,
    digest: nameOf(escrow),
    inForce: false,
    carried: null,
    used: null,
  }
  expect(last()).toBe(digestOf({ ...form, escrows: [own] }))
  const from = escrowOf(9)
  d.store.escrows.take(from)
  const received = d.store.journal.list('vault', null, 1).lines[0]?.day ?? ''
  const held = {
    author: from.author,
    serial: 9,
    digest: nameOf(from),
    received,
    opened: null,
  }
  expect(last()).toBe(digestOf({ ...form, escrows: [own], escrowsHeld: [held] }))
})

test('a database from before escrows is brought up to date, and holds', () => {
  const d = testVault()
  const report = d.filed()
  behind(
    d,
    `${backToSchema10} ALTER TABLE notice_sent DROP COLUMN files; DROP TABLE export_begun;
      DROP TABLE escrow; DROP TABLE escrow_held; DROP TABLE arrival; DROP TABLE arrival_since;
      PRAGMA user_version = 6`,
  )
  expect(d.store.reports.get(report.id).state).toBe('filed')
  expect(d.store.escrows.own()).toEqual([])
  expect(d.store.escrows.held()).toEqual([])
  expect(runVerify(d.store)).toMatchObject({ faults: [], searchIndexHolds: true })
  kept(d)
  expect(runVerify(d.store).faults).toEqual([])
})
