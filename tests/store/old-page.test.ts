import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { several } from '../in-full.ts'
import { openWriteDb } from '../../src/main/store/db.ts'
import { openStore } from '../../src/main/store/store.ts'
import type { Store } from '../../src/main/store/store.ts'
import { Day } from '../../src/shared/ids.ts'
import { asRecord, testVault, failure, runVerify } from './test-vault.ts'
import {
  changedBy,
  changedPages,
  changes,
  isCaught,
  openedWith,
  pageSize,
  putBack,
  snapshot,
} from './old-pages.ts'
import type { Changed } from './old-pages.ts'

test.each(Object.keys(changes))('after %s, no single old page put back goes unnoticed', (name) => {
  const changed = changedBy(name, testVault())
  // Filler says nothing, whichever page of it: a few stand for all.
  let filler = 0
  const pages = changedPages(changed).filter(
    (page) =>
      changed.now.plain.owner.get(page + 1) !== 'filler' || (filler += 1) <= several(3, 512),
  )
  const results = pages.map((page) => putBack(changed, page))
  expect(results.length).toBeGreaterThan(1)
  expect(results.filter((result) => !isCaught(result))).toEqual([])
  writeFileSync(changed.vault.file, changed.now.file)
  changed.vault.open()
})

test('an old page of a record is refused when that record is read', () => {
  const d = testVault()
  const report = d.filed({ title: 'First', body: 'first '.repeat(100) })
  for (let n = 0; n < 30; n++) d.filed({ body: 'other '.repeat(200) })
  d.close()
  const old = readFileSync(d.file)
  d.open()
  d.draft({ title: 'Second', body: 'second '.repeat(100) }, report.id)
  d.close()
  const now = readFileSync(d.file)
  const read: string[] = []
  for (let page = 0; page < now.length / pageSize; page++) {
    const at = page * pageSize
    if (at >= old.length || old.subarray(at, at + pageSize).equals(now.subarray(at, at + pageSize)))
      continue
    const mixed = Buffer.from(now)
    old.copy(mixed, at, at, at + pageSize)
    writeFileSync(d.file, mixed)
    const code = failure(() => {
      const store = d.open()
      try {
        if (store.reports.get(report.id).content.title !== 'Second') throw new Error('silent')
      } finally {
        store.close()
      }
    })
    read.push(code ?? 'the new state')
  }
  expect(read).toContain('tampered')
  expect(read).not.toContain('not a Failure')
  writeFileSync(d.file, now)
  d.open()
})

test('a search index of an unknown format is an invalid index', () => {
  const d = testVault()
  d.filed()
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  db.unsafeMode(true)
  db.exec(`UPDATE search_config SET v = 0 WHERE k = 'version'`)
  db.close()
  expect(runVerify(d.open())).toMatchObject({ faults: [], searchIndexHolds: false })
})

const pagesOf = (changed: Changed, owner: string): number[] =>
  changedPages(changed).filter((page) => changed.now.plain.owner.get(page + 1) === owner)

test('an old page of the journal from before a purge is detected at opening', () => {
  const d = testVault()
  const reports = Array.from({ length: 9 }, () => d.filed())
  for (let n = 0; n < 600; n++) d.store.journal.note('vault.verified')
  const purge = (some: typeof reports): void => {
    for (const { id, rev } of some) d.store.records.remove(asRecord(id), rev)
    d.store.records.purgeRemoved()
    d.close()
  }
  purge(reports.slice(0, 1))
  const old = snapshot(d)
  d.open()
  purge(reports.slice(1))
  const changed: Changed = { vault: d, old, now: snapshot(d), truth: '' }
  const states = pagesOf(changed, 'journal').map((page) => openedWith(changed, [page]))
  expect(states.length).toBeGreaterThan(20)
  expect(states).not.toContain('ok')
  writeFileSync(d.file, changed.now.file)
  d.open()
})

test('a journal index from a different history is detected at opening', () => {
  const d = testVault()
  const [one, other] = [d.filed({ title: 'One' }), d.filed({ title: 'Other' })]
  d.close()
  const before = readFileSync(d.file)
  d.open()
  d.draft({ title: 'One, changed' }, one.id)
  d.close()
  const old = snapshot(d)
  writeFileSync(d.file, before)
  d.open()
  d.draft({ title: 'Other, changed' }, other.id)
  d.close()
  const changed: Changed = { vault: d, old, now: snapshot(d), truth: '' }
  const pages = pagesOf(changed, 'journal_by_subject')
  expect(pages).toHaveLength(1)
  expect(openedWith(changed, pages)).toBe('tampered')
  writeFileSync(d.file, changed.now.file)
  d.open()
})

test.each(['a withdrawal that came', 'a source held back'])(
  'old versions of all pages except the journal’s are detected at opening: %s',
  (name) => {
    const d = testVault()
    const changed = changedBy(name, d)
    const owner = (page: number): string => changed.now.plain.owner.get(page + 1) ?? ''
    const old = changedPages(changed).filter((page) => page !== 0 && owner(page) !== 'journal')
    const telling = old.filter((page) => /notice|journal/.test(owner(page)))
    expect(telling.length).toBeGreaterThan(0)
    for (const pages of [telling, old, ...telling.map((page) => [page])])
      expect(openedWith(changed, pages), String(pages.map(owner))).toBe('tampered')
  },
)

test.each([
  ['notices and their indexes', 'a withdrawal that came', /^notice(_by_.*)?$/],
  ['notices alone', 'a withdrawal that came', /^notice$/],
  ['the index by subject', 'a withdrawal that came', /^notice_by_subject$/],
  ['the index by use', 'a withdrawal that came', /^notice_by_use$/],
  ['the set of notices', 'a withdrawal that came', /^notice_set$/],
  ['the index by subject', 'a notice that ended', /^notice_by_subject$/],
  ['the index by use', 'a notice that ended', /^notice_by_use$/],
])(
  'old pages of %s, put back after %s in an open vault, stop the next export',
  (_, name, names) => {
    const d = testVault()
    const changed = changedBy(name, d)
    writeFileSync(d.file, changed.now.file)
    const store = d.open()
    expect(store.openState(d.anchor)).toBe('ok')
    const mixed = Buffer.from(changed.now.file)
    const pages = changedPages(changed).filter((page) =>
      names.test(changed.now.plain.owner.get(page + 1) ?? ''),
    )
    expect(pages.length).toBeGreaterThan(0)
    for (const page of pages) {
      changed.old.file.copy(mixed, page * pageSize, page * pageSize, (page + 1) * pageSize)
    }
    writeFileSync(d.file, mixed)
    store.freeMemory()
    // What an export does first, and what is done before a public record is written.
    expect(failure(() => [...store.notices.check()])).toMatch(/^(tampered|damaged)$/)
    // Other acts do not compare all of them: the next opening does.
    if (!names.test('notice_set')) expect(failure(() => store.contacts.list())).toBe(null)
    d.reopen()
    expect(d.store.openState(d.anchor)).toBe('tampered')
  },
)

test.each([
  ['a purge at the lock', (store: Store) => store.records.purgeRemoved(true)],
  ['a line of a verification', (store: Store) => store.journal.note('vault.verified')],
] as const)('old pages of notices and their set are never made valid by %s', (_, act) => {
  const d = testVault()
  const changed = changedBy('a withdrawal that came', d)
  writeFileSync(d.file, changed.now.file)
  // The actor of a line is read from the settings, which are verified once for each line.
  const actor = (): string => store.settings.get().pseudonym
  const store: Store = openStore({ ...d.options(), actor })
  d.store = store
  expect(store.openState(d.anchor)).toBe('ok')
  const all = { caseId: null, sourceId: null, state: null, cursor: null, limit: 1 }
  const subject = asRecord(store.reports.list(all).rows[0]?.id ?? '')
  store.retention.set({ subject, eraseAfter: Day.parse('2024-05-01'), hold: false, reason: '' })
  store.records.remove(subject, store.revisions.heads(subject)?.rev ?? 0)
  store.settings.get()
  const mixed = readFileSync(d.file)
  const pages = changedPages(changed).filter((page) =>
    /^notice(_set|_by_.*)?$/.test(changed.now.plain.owner.get(page + 1) ?? ''),
  )
  expect(pages.length).toBeGreaterThan(0)
  for (const page of pages) {
    changed.old.file.copy(mixed, page * pageSize, page * pageSize, (page + 1) * pageSize)
  }
  writeFileSync(d.file, mixed)
  store.freeMemory()
  expect(failure(() => act(store))).toBe('tampered')
  store.close()
  d.open()
  expect(failure(() => d.store.settings.get())).toBe('tampered')
})
