import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RecordId } from '../../src/shared/ids.ts'
import type { TestVault } from '../vault/harness.ts'
import { fill, hybridOf, taken, twoVaults } from '../exchange/two-vaults.ts'
import type { Two } from '../exchange/two-vaults.ts'
import { backUp, restored, task } from './backup-vault.ts'

let two: Two
beforeAll(async () => {
  two = await twoVaults()
})
afterAll(() => {
  two.end()
})

const arrivalsAt = async (of: TestVault, record: string) =>
  (await of.handlers['custody.of']({ id: RecordId.parse(record) })).holders
    .filter(({ from }) => from.state === 'us')
    .flatMap(({ chains }) => chains.flatMap(({ arrivals }) => arrivals))

it('a restored vault says in whose file a record came and when, and its verification holds', async () => {
  const { field, desk, exported, place } = two
  const { caseId, sourceId, reportId } = await fill(field, 'Reed Warbler')
  const target = { kind: 'keys' as const, recipients: [await hybridOf(desk)] }
  await taken(desk, await exported(field, caseId, target))
  const path = await backUp({ desk, out: place })
  const { desk: made } = await restored(join(place, 'restored'), path)
  for (const record of [caseId, sourceId, reportId]) {
    const arrivals = await arrivalsAt(desk, record)
    expect(arrivals).toHaveLength(1)
    expect(await arrivalsAt(made, record)).toEqual(arrivals)
  }
  expect(await made.handlers['vault.verify']({ task: task() })).toMatchObject({ faults: [] })
  made.controller.close()
})
