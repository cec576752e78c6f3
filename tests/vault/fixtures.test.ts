import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import { readVault } from '../format/second-reader.ts'
import { failureOf, openTestVault, passphrase, reopen, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

// The vaults were made with Argon2id.
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

const codes = {
  v2: '82Z0-9AGH-A2X2-8J5X-RAAR-8WY8-45CD-7YNM-19PE',
  'v2-schema-1': 'DJE5-7CZQ-6FZ0-29HB-28FD-C27P-MSX5-F9KE-NCJJ',
}

describe.each(Object.entries(codes))('the vault %s', (name, code) => {
  it('opens with its passphrase, and holds what was written', async () => {
    const desk = await reopen(copyOf(name))
    await expectContent(desk)
    desk.controller.close()
  })

  it('opens with its recovery code, and holds what was written', async () => {
    const desk = openTestVault(copyOf(name))
    await desk.controller.recover({ code, passphrase: 'a new one for the copy', keyFile: null })
    await expectContent(desk)
    desk.controller.close()
  })

  it('is read by the second reader with either', async () => {
    for (const credential of [{ passphrase }, { recoveryCode: code }]) {
      const read = await readVault(join(fixtures, name), credential)
      expect(read.directory.entries.map(({ kind }) => kind)).toEqual(['passphrase', 'recovery'])
      const db = new Database(read.database)
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      const seq = db.prepare('SELECT max(seq) FROM journal').pluck().get()
      expect(read.anchor).toMatchObject({ seq })
      db.close()
    }
  })
})

describe('a vault of header version 1', () => {
  it('is refused as outdated with either credential, and not one byte changes', async () => {
    const folder = copyOf('v2')
    for (const name of ['header', 'header.bak']) {
      const header = readFileSync(join(folder, name))
      header.writeUInt16LE(1, 8)
      // Another sum too: a version that was damaged alone is read as 2.
      header.writeUInt8((header[5000] ?? 0) ^ 1, 5000)
      writeFileSync(join(folder, name), header)
    }
    const bytes = (): string[] =>
      readdirSync(folder)
        .sort()
        .map((name) => `${name} ${readFileSync(join(folder, name)).toString('base64')}`)
    const before = bytes()
    const { controller } = openTestVault(folder)
    const code = codes.v2
    const act = { passphrase, keyFile: null }
    expect(await failureOf(() => controller.unlock(act))).toBe('outdated')
    expect(await failureOf(() => controller.recover({ ...act, code }))).toBe('outdated')
    expect(bytes()).toEqual(before)
    await expect(readVault(folder, { passphrase })).rejects.toThrow('outdated')
  })
})
