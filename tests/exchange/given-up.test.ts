import { afterEach, beforeEach, expect, it } from 'vitest'
import { openWriteDb } from '../../src/main/store/db.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { backUp } from '../backup/backup-vault.ts'
import { databaseKeyOf, vaultKeyOf } from '../faults/vault-keys.ts'
import { failureOf, reopen } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { fullAfter, largeFile, oneInEachTransaction, unfinished } from './large-import.ts'
import { knows } from './meet.ts'
import { person } from './sample.ts'
import { nextTask, session } from './test-vault.ts'
import { taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

/* A stored part of an unfinished import that does not match its digest (ADR 0040). */

const many = 220
const withdrawals = 150

let two: Two
let by: ReturnType<typeof person>
beforeEach(async () => {
  two = await twoVaults()
  by = person()
  knows(two.desk, by)
  oneInEachTransaction(two.desk)
})
afterEach(() => two.end())

/** Stops an import after so many transactions. @returns the file. */
const stoppedAfter = async (transactions: number): Promise<string> => {
  const path = await largeFile(two, by, many)
  fullAfter(two.desk, transactions)
  expect(await failureOf(() => taken(two.desk, path))).toBe('import-unfinished')
  return path
}

/** Changes the next part in the file of a closed vault, and opens it. */
const withDamagedPart = async ({ controller, folder }: TestVault): Promise<TestVault> => {
  controller.close()
  const key = await vaultKeyOf(folder)
  const db = openWriteDb(vaultPaths(folder).database, { databaseKey: databaseKeyOf(key) })
  db.exec(
    `UPDATE import_part SET part = part || ' ' WHERE num = (SELECT min(num) FROM import_part)`,
  )
  db.close()
  key.wipe()
  return reopen(folder)
}

const stateOf = ({ handlers }: TestVault) => handlers['imports.unfinished']({})
const counts = (of: TestVault) => ({
  records: session(of).store.records.ids().length,
  withdrawals: [...session(of).store.notices.every()].length,
})

it('an import that can go on cannot be given up', async () => {
  await stoppedAfter(1)
  const { desk } = two
  expect(await stateOf(desk)).toMatchObject({ isUnfinished: true, isDamaged: false })
  expect(await failureOf(() => desk.handlers['imports.giveUp']({}))).toBe('conflict')
  expect(unfinished(desk)).toBeGreaterThan(0)
})

it.each([0, 3])(
  'a damaged import, after %i transactions, stops backups until it is given up; its file then brings the rest, withdrawals included',
  async (transactions) => {
    const path = await stoppedAfter(transactions)
    const before = counts(two.desk)
    const desk = await withDamagedPart(two.desk)
    try {
      expect(await stateOf(desk)).toMatchObject({ isUnfinished: true, isDamaged: true })
      expect(await failureOf(() => backUp({ desk, out: two.out }))).toBe('tampered')
      expect(await failureOf(() => taken(desk, path))).toBe('tampered')
      await desk.handlers['imports.giveUp']({})
      expect(await stateOf(desk)).toMatchObject({ isUnfinished: false, isDamaged: false })
      expect(session(desk).store.importParts.isPending()).toBe(false)
      expect(counts(desk)).toEqual(before)
      await backUp({ desk, out: two.out })
      await taken(desk, path)
      expect(counts(desk)).toEqual({ records: many + 1, withdrawals })
      const { faults } = await desk.handlers['vault.verify']({ task: nextTask() })
      expect(faults).toEqual([])
    } finally {
      desk.controller.close()
    }
  },
)
