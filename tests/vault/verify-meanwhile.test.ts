import { expect, onTestFinished, test } from 'vitest'
import { openWriteDb } from '../../src/main/store/db.ts'
import { verifyVault } from '../../src/main/vault/verify/verify.ts'
import { Day } from '../../src/shared/ids.ts'
import { runAtOnce } from '../../src/shared/steps.ts'
import { asRecord, testVault } from '../store/test-vault.ts'
import type { TestVault } from '../store/test-vault.ts'
import { sessionOf } from './verified-session.ts'

/** The vault itself is read, or its copy in other threads. */
const ways = [
  ['where it reads the vault', Infinity],
  ['where it reads a copy', 0],
] as const

/** Verifies, and acts once the first records were looked at. Was that noted in the journal? */
const verifying = async (d: TestVault, leastCopied: number, act: () => void = () => undefined) => {
  let isDone = false
  const progress = (done: number): void => {
    if (isDone || done === 0) return
    isDone = true
    act()
  }
  const { signal } = new AbortController()
  const { faults, searchIndexHolds } = await verifyVault(
    sessionOf(d),
    { signal, progress },
    leastCopied,
  )
  const noted = d.store.journal
    .list(null, null, 3)
    .lines.some(({ kind }) => kind === 'vault.verified')
  return { faults: faults.map(({ what }) => what), searchIndexHolds, noted }
}

const withForged = (forge: (db: ReturnType<typeof openWriteDb>) => void) => {
  const d = testVault()
  const first = d.filed({ body: 'stays' })
  const second = d.filed({ body: 'goes' })
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  forge(db)
  db.close()
  d.open()
  onTestFinished(() => d.close())
  return { d, first, second }
}

const forgedSignatures = () =>
  withForged((db) => {
    const triggers = db
      .prepare(
        `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'revision'`,
      )
      .all() as { name: string; sql: string }[]
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
    db.prepare('UPDATE revision SET signature = ?').run('ab'.repeat(64))
    for (const { sql } of triggers) db.exec(sql)
  })

const forgedWord = () =>
  withForged((db) => {
    const num = db.prepare(`SELECT min(num) FROM record WHERE kind = 'report'`).pluck().get()
    db.prepare(
      `INSERT INTO search (search, rowid, title, body, translation)
        VALUES ('delete', ?, 'A title', 'stays', '')`,
    ).run(num)
    db.prepare(
      `INSERT INTO search (rowid, title, body, translation) VALUES (?, 'A title', 'forged', '')`,
    ).run(num)
  })

const handOver = (d: TestVault, id: string): void => {
  const subject = asRecord(id)
  const heads = d.store.revisions.heads(subject)?.heads ?? []
  d.store.records.handOver(runAtOnce(d.store.records.checkHandOver([{ subject, heads }])))
}

/** Changes every record, and no content. */
const setDates = ({ store }: TestVault): void => {
  const eraseAfter = Day.parse('2030-01-01')
  for (const subject of store.records.ids())
    store.retention.set({ subject, eraseAfter, hold: false, reason: '' })
}

test.each(ways)(
  'a forged signature stays a fault if the record is changed meanwhile, %s',
  async (_, least) => {
    const { d } = forgedSignatures()
    const changed = await verifying(d, least, () => {
      setDates(d)
    })
    expect(changed).toEqual({
      faults: ['revision', 'revision'],
      searchIndexHolds: true,
      noted: false,
    })
  },
)

test.each(ways)('a record that is erased meanwhile is no fault, %s', async (_, least) => {
  const { d, second } = forgedSignatures()
  const erased = await verifying(d, least, () => {
    d.store.records.remove(asRecord(second.id), second.rev)
    d.store.records.purgeRemoved()
  })
  expect(erased).toEqual({ faults: ['revision'], searchIndexHolds: true, noted: false })
})

test.each(ways)(
  'a vault whose search index is wrong is not noted as verified, %s',
  async (_, least) => {
    const { d, second } = forgedWord()
    expect(await verifying(d, least)).toEqual({ faults: [], searchIndexHolds: false, noted: false })
    // Now the words of the index cannot be compared.
    handOver(d, second.id)
    expect(await verifying(d, least)).toEqual({ faults: [], searchIndexHolds: true, noted: false })
    d.store.records.purgeRemoved()
    expect(await verifying(d, least)).toEqual({ faults: [], searchIndexHolds: false, noted: false })
  },
)

test.each(ways)(
  'a vault that is changed meanwhile, and holds, is noted as verified, %s',
  async (_, least) => {
    const { d } = withForged(() => undefined)
    const held = await verifying(d, least, () => {
      setDates(d)
      d.filed({ body: 'new' })
    })
    expect(held).toEqual({ faults: [], searchIndexHolds: true, noted: true })
  },
)
