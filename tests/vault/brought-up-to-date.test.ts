import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import { latestSchema } from '../../src/main/store/migrate.ts'
import { openTestVault, passphrase, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

// The fixture was made with Argon2id.
beforeAll(takeRealKdf)

/** A vault of the first schema. */
const fixture = join(import.meta.dirname, '..', 'fixtures', 'vaults', 'v2-schema-1')
const code = 'DJE5-7CZQ-6FZ0-29HB-28FD-C27P-MSX5-F9KE-NCJJ'
const task = 'a'.repeat(16)

let place: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => place.remove())

const copyOfFixture = (): string => {
  const copy = join(place.path, 'vault')
  cpSync(fixture, copy, { recursive: true })
  return copy
}

/** The progress reported during the act; the vault must be open afterwards. */
const toldBy = async (
  desk: TestVault,
  act: () => Promise<unknown>,
): Promise<[number, number][]> => {
  await act()
  expect(desk.controller.status().state).toBe('open')
  return desk.events.flatMap((event) =>
    event.kind === 'progress' && event.task === task ? [[event.done, event.total]] : [],
  ) as [number, number][]
}

/**
 * Steps in quick succession are reported as one, but the first and the last always are reported.
 */
const expectWhole = (told: readonly [number, number][]): void => {
  const total = latestSchema
  expect(told[0]).toEqual([0, total])
  expect(told.at(-1)).toEqual([total, total])
  const done = told.map(([each]) => each)
  expect(done).toEqual([...new Set(done)].sort((a, b) => a - b))
  expect(told.every(([, of]) => of === total)).toBe(true)
}

const acts: Readonly<Record<string, (desk: TestVault) => Promise<unknown>>> = {
  'with its passphrase': async ({ handlers }) =>
    handlers['vault.unlock']({ task, passphrase, keyFile: null }),
  'with its recovery code': async ({ handlers }) =>
    handlers['vault.recover']({ task, code, passphrase, keyFile: null }),
}

describe.each(Object.entries(acts))('a vault of an older schema, opened %s', (_, act) => {
  it('says how far it has been brought up to date, once and not again', async () => {
    const folder = copyOfFixture()
    const first = openTestVault(folder)
    expectWhole(await toldBy(first, () => act(first)))
    first.controller.close()
    const second = openTestVault(folder)
    expect(await toldBy(second, () => act(second))).toEqual([])
    second.controller.close()
  })
})
