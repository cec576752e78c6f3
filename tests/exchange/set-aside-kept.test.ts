import { afterAll, beforeAll, expect, it } from 'vitest'
import { RecordId } from '../../src/shared/ids.ts'
import type { TestVault } from '../vault/harness.ts'
import { nextTask, session } from './test-vault.ts'
import { knows } from './meet.ts'
import { build, id, person, reportContent, sample, signed } from './sample.ts'
import { committed, hybridOf, preview, taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { encryptAge } from './whole-age.ts'

let two: Two
let desk: TestVault
beforeAll(async () => {
  two = await twoVaults()
  ;({ desk } = two)
})
afterAll(() => two.end())

type Person = ReturnType<typeof person>

const from = async (by: Person, gathered = sample(by)): Promise<string> => {
  const recipients = [await hybridOf(desk)]
  const { plaintext } = build(by, recipients, gathered)
  return two.written(await encryptAge(plaintext, { kind: 'keys', recipients }))
}
const aside = async () => (await desk.handlers['quarantine.list']({})).map((one) => one.id)
/** Quarantines an unknown sender's file, adds the sender as a contact, and previews the file. */
const setAside = async (path: string, by: Person) => {
  const { exportId } = await preview(desk, path)
  await desk.handlers['quarantine.setAside']({ exportId })
  knows(desk, by)
  const [kept = ''] = await aside()
  const look = () =>
    desk.handlers['quarantine.preview']({ task: nextTask(), id: kept, passphrase: null })
  return { exportId, look }
}

it('a quarantined file stays while it has a refused record that may be accepted later', async () => {
  const by = person()
  const gathered = sample(by)
  const first = await from(by, { ...gathered, revisions: gathered.revisions.slice(0, 3) })
  const whole = await from(by)
  const { exportId, look } = await setAside(whole, by)
  await taken(desk, first)
  const revOf = () => session(desk).store.revisions.heads(id(3))?.rev ?? 0
  await desk.handlers['records.remove']({ id: id(3), rev: revOf() })
  await look()
  expect(await committed(desk, exportId)).toMatchObject({ added: 1, refused: 1, left: 0 })
  expect(await aside()).toHaveLength(1)

  await desk.handlers['records.restore']({ id: id(3) })
  await look()
  expect(await committed(desk, exportId)).toMatchObject({ updated: 1, refused: 0 })
  expect(await aside()).toEqual([])
})

it('a quarantined file is deleted once none of its records can ever be accepted', async () => {
  const by = person()
  const subject = RecordId.parse('9'.repeat(32))
  const revisions = [
    signed(by, { subject, kind: 'report', content: reportContent('gone', 'for good') }),
  ]
  const gathered = { ...sample(by), cases: 0, sources: 0, reports: 1, revisions, seals: [] }
  const { exportId, look } = await setAside(await from(by, gathered), by)
  await taken(desk, await from(by, gathered))
  const rev = session(desk).store.revisions.heads(subject)?.rev ?? 0
  await desk.handlers['records.remove']({ id: subject, rev })
  session(desk).store.records.purgeRemoved()
  await look()
  expect(await committed(desk, exportId)).toMatchObject({ added: 0, refused: 1 })
  expect(await aside()).toEqual([])
})
