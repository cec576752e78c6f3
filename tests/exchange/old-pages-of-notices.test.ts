import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { noticeId } from '../../src/main/exchange/notice.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { Day, RecordId } from '../../src/shared/ids.ts'
import type { CaseId } from '../../src/shared/ids.ts'
import { databaseKeyOf, vaultKeyOf } from '../faults/vault-keys.ts'
import { pageSize } from '../store/old-pages.ts'
import { plainPages } from '../store/plain-pages.ts'
import { failureOf, reopen } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { noticeBy } from './export-metadata.ts'
import { nextTask, session } from './test-vault.ts'
import { fill, hybridOf, prepared, twoVaults } from './two-vaults.ts'

const open: { readonly end: () => void }[] = []
afterEach(() => {
  for (const { end } of open.splice(0).reverse()) end()
})

const blocking = async (of: TestVault, caseId: CaseId, recipients: string[]): Promise<number> => {
  const { items } = await prepared(of, { kind: 'case', caseId }, { recipients })
  return items.filter(({ item }) => item.endsWith(':withdrawn')).length
}

/** A vault with a withdrawal that blocks an export, and a record that is deleted at the lock. */
const withWithdrawal = async () => {
  const two = await twoVaults()
  open.push(two)
  const { field, desk, place } = two
  const key = databaseKeyOf(await vaultKeyOf(field.folder))
  const { caseId, sourceId } = await fill(field)
  const deleted = RecordId.parse((await fill(field, 'Wood Lark')).reportId)
  const recipients = [await hybridOf(desk)]
  const { store, signing, author } = session(field)
  store.retention.set({
    subject: deleted,
    eraseAfter: Day.parse('2024-05-01'),
    hold: false,
    reason: '',
  })
  store.records.remove(deleted, store.revisions.heads(deleted)?.rev ?? 0)
  const { database } = vaultPaths(field.folder)
  const old = readFileSync(database)
  const notice = noticeBy(
    { keys: signing, author },
    { subject: RecordId.parse(sourceId), uses: ['share-desk'] },
  )
  store.notices.keep([{ id: noticeId(notice), notice }])
  expect(await blocking(field, caseId, recipients)).toBe(1)
  store.settings.get()
  const now = readFileSync(database)
  const copy = join(place, 'copy.db')
  copyFileSync(database, copy)
  const { owner } = plainPages(copy, key)
  return {
    two,
    caseId,
    recipients,
    /** Replaces the pages of some tables and indexes by those from before the withdrawal. */
    putBack: (names: RegExp): void => {
      const mixed = Buffer.from(now)
      const pages = [...owner].filter(([, name]) => names.test(name)).map(([page]) => page - 1)
      expect(pages.length).toBeGreaterThan(0)
      for (const page of pages) {
        old.copy(mixed, page * pageSize, page * pageSize, (page + 1) * pageSize)
      }
      writeFileSync(database, mixed)
      store.freeMemory()
    },
    /** The file as the app wrote it last. */
    putRight: (): void => {
      writeFileSync(database, now)
      store.freeMemory()
    },
  }
}

test.each(['Verify vault', 'a purge at the lock'])(
  'a vault whose withdrawal old pages hid is not opened again after %s',
  async (act) => {
    const { two, putBack } = await withWithdrawal()
    putBack(/^notice(_set|_by_.*)?$/)
    const { field } = two
    const lines = session(field).store.journal.tail().seq
    if (act === 'Verify vault') {
      const { faults } = await field.handlers['vault.verify']({ task: nextTask() })
      expect(faults).not.toEqual([])
      expect(session(field).store.journal.tail().seq).toBe(lines)
    }
    field.controller.close()
    expect(await failureOf(() => reopen(field.folder))).toBe('tampered')
  },
)

test.each(['notice_by_use', 'notice_by_subject'])(
  'an export does not leave while an old page of the index %s hides a withdrawal',
  async (index) => {
    const { two, caseId, recipients, putBack, putRight } = await withWithdrawal()
    putBack(new RegExp(`^${index}$`))
    const review = prepared(two.field, { kind: 'case', caseId }, { recipients })
    expect(await failureOf(() => review)).toBe('tampered')
    const target = { kind: 'keys', recipients } as const
    expect(await failureOf(() => two.exported(two.field, caseId, target))).toBe('tampered')
    putRight()
    expect(await blocking(two.field, caseId, recipients)).toBe(1)
  },
)
