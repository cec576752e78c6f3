import { afterAll, beforeAll, expect, it } from 'vitest'
import { readReviewers, writeReviewers } from '../../src/main/vault/reviewers/reviewers.ts'
import type { Cosign } from '../../src/shared/cosign.ts'
import { session } from '../exchange/test-vault.ts'
import { failureOf } from '../vault/harness.ts'
import { addReader, compareReader } from '../vault/readers.ts'
import { fullVault, names, task, tokenOf } from './backup-vault.ts'
import type { FullVault } from './backup-vault.ts'
import { holder } from './forge.ts'

const passphrase = 'plover reads it all once'

let at: FullVault
let plover: Awaited<ReturnType<typeof addReader>>
let recipient: string
beforeAll(async () => {
  at = await fullVault()
  recipient = (await holder()).recipient
  plover = await addReader(at.desk, 'Plover', passphrase)
})
afterAll(() => {
  at.desk.controller.close()
  at.place.remove()
})

const backUpTo = async (cosign: Cosign | null): Promise<unknown> =>
  at.desk.handlers['backups.make']({
    task: task(),
    target: { kind: 'keys', recipients: [recipient] },
    folder: tokenOf(at.desk, at.out),
    unverified: true,
    reason: 'The desk keeps a full copy',
    cosign,
  })
const left = (): unknown[] => {
  const { store } = session(at.desk)
  return [
    names(at.out),
    store.journal.tail().seq,
    store.backups.list(),
    store.journal.cosignatures(),
  ]
}

it('an unverified second reader cannot sign a backup to another person, and the attempt leaves no trace', async () => {
  const before = left()
  expect(await failureOf(() => backUpTo(null))).toBe('cosign-needed')
  const cosign = { reviewer: plover.key, passphrase }
  expect(await failureOf(() => backUpTo(cosign))).toBe('unverified')
  expect(left()).toEqual(before)
})

it('a comparison that ends while a backup is under way ends the backup, with no file and no line', async () => {
  await compareReader(at.desk, plover, passphrase)
  const cosign = { reviewer: plover.key, passphrase }
  const begun = backUpTo(cosign)
  const { store } = session(at.desk)
  const uncompared = readReviewers(store).map((one) => ({ ...one, verified: null }))
  writeReviewers(store, uncompared, 'reviewer.added')
  const before = left()
  expect(await failureOf(() => begun)).toBe('unverified')
  expect(left()).toEqual(before)
  await compareReader(at.desk, plover, passphrase)
  expect(await failureOf(() => backUpTo(cosign))).toBe('none')
})
