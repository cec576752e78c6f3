import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Cosign } from '../../src/shared/cosign.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import { nextTask, session, tokenFor } from '../exchange/test-vault.ts'
import { meet, names } from '../exchange/meet.ts'
import { committed, preview } from '../exchange/two-vaults.ts'
import { cosignatures, fourEyesVault, kindsOf, refusedAs, words } from './four-eyes-vault.ts'
import type { FourEyesVault } from './four-eyes-vault.ts'
import { openVaultOf, failureOf, reportContent } from './harness.ts'
import type { TestVault } from './harness.ts'
import { addReader } from './readers.ts'
import { handOverDecided } from '../exchange/decided.ts'

let at: FourEyesVault
let other: TestVault
beforeEach(async () => {
  at = await fourEyesVault()
  const place = join(at.out, '..', 'cards')
  mkdirSync(place)
  other = await openVaultOf(join(place, 'other'), { pseudonym: 'Crane' })
  await meet(at.desk, other, place)
  await names(at.desk, other)
  await meet(other, at.desk, place)
})
afterEach(() => {
  other.controller.close()
  at.close()
})

const filed = async (level: 'permitted' | 'embargo'): Promise<ReportId> => {
  const content = {
    ...reportContent('Rice was dear.', 'Prices'),
    handling: { level, note: '', until: level === 'embargo' ? '2999' : '' },
  }
  const { id, rev } = await at.desk.handlers['reports.save']({ id: null, rev: 0, content })
  await at.desk.handlers['reports.file']({ id, rev })
  return id
}
const handOver = async (reportId: ReportId, cosign: Cosign | null) => {
  const choice = { kind: 'reports' as const, reportIds: [reportId] }
  const { summary } = await at.desk.handlers['handover.prepare']({
    task: nextTask(),
    choice,
    overrides: [],
    purpose: '',
  })
  return handOverDecided(at.desk.handlers, {
    task: nextTask(),
    choice,
    contact: session(other).author,
    overrides: summary.items
      .filter(({ state }) => state === 'blocks')
      .map(({ item }) => ({ item, reason: 'Kim Chol-su agreed to it' })),
    purpose: '',
    folder: tokenFor(at.desk, at.out),
    cosign,
  })
}
const isHere = async (id: ReportId): Promise<boolean> =>
  (await failureOf(() => at.desk.handlers['reports.get']({ id }))) === 'none'

it('with four eyes, a hand over in which nothing was let pass needs one alone', async () => {
  const id = await filed('permitted')
  expect(await handOver(id, null)).toMatchObject({ erased: { reports: 1 }, refused: null })
  expect(await isHere(id)).toBe(false)
})

it('with four eyes, what was let pass is handed over only with the second reader’s signature', async () => {
  const id = await filed('embargo')
  await refusedAs(at, 'cosign-needed', () => handOver(id, null))
  await refusedAs(at, 'wrong-passphrase', () =>
    handOver(id, { ...at.egret, passphrase: `${words} ` }),
  )
  const passphrase = 'plover reads it all once'
  const { key } = await addReader(at.desk, 'Plover', passphrase)
  await refusedAs(at, 'unverified', () => handOver(id, { reviewer: key, passphrase }))
  expect(await isHere(id)).toBe(true)

  const { fileName, erased } = await handOver(id, at.egret)
  expect(erased).toMatchObject({ reports: 1 })
  expect(await isHere(id)).toBe(false)
  expect(await kindsOf(at, 'vault')).toContain('review.cosigned')
  // Co-signatures hold reasons, which would mention the erased records.
  expect(cosignatures(at)).toEqual([])
  expect(readdirSync(at.out)).toEqual([fileName])
  const seen = await preview(other, join(at.out, fileName))
  await committed(other, seen.exportId)
  expect((await other.handlers['reports.get']({ id })).content.title).toBe('Prices')
})
