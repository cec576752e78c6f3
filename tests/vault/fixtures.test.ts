import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import { openTestVault, reopen, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

// Released vaults were made with Argon2id.
beforeAll(takeRealKdf)

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'vaults')
let place: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => place.remove())

const copyOf = (name: string): string => {
  const copy = join(place.path, name)
  cpSync(join(fixtures, name), copy, { recursive: true })
  return copy
}

const expectContent = async ({ handlers, controller }: TestVault): Promise<void> => {
  expect(controller.status().state).toBe('open')
  const [known] = await handlers['cases.list']({})
  expect(known).toMatchObject({ content: { title: 'Returns over the river' }, reports: 2 })
  const [source] = await handlers['sources.list']({})
  expect(source?.content.codeName).toBe('Quiet Harbor')
  const { hits } = await handlers['search.query']({ query: '북송', limit: 10 })
  expect(hits.map(({ row }) => row.title)).toEqual(['Two buses'])
  const filed = await handlers['reports.get']({ id: hits[0]?.row.id as never })
  expect(filed).toMatchObject({ state: 'filed', content: { language: 'en' } })
  const revision = await handlers['reports.revision']({ id: filed.head as never })
  expect(revision.verified).toBe(true)
  const { hits: drafts } = await handlers['search.query']({ query: 'state:draft', limit: 10 })
  expect(drafts.map(({ row }) => row.title)).toEqual(['Not yet filed'])
  const verified = await handlers['vault.verify']({ task: 'a'.repeat(16) })
  expect(verified).toMatchObject({ faults: [], searchIndexHolds: true })
}

describe('a vault of format 1', () => {
  it('opens with its passphrase, and holds what was written', async () => {
    const desk = await reopen(copyOf('v1'))
    await expectContent(desk)
    desk.controller.close()
  })

  it('opens with its recovery code, and holds what was written', async () => {
    const desk = openTestVault(copyOf('v1'))
    await desk.controller.recover({
      code: 'DJE5-7CZQ-6FZ0-29HB-28FD-C27P-MSX5-F9KE-NCJJ',
      passphrase: 'a new one for the copy',
      keyFile: null,
    })
    await expectContent(desk)
    desk.controller.close()
  })
})
