import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Settings } from '../../src/shared/records.ts'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import {
  failureOf,
  newRecoveryCode,
  newVault,
  openTestVault,
  passphrase,
  reopen,
  temporaryFolder,
} from './harness.ts'
import type { TestVault } from './harness.ts'

// The fixture was made with Argon2id.
beforeAll(takeRealKdf)

let place: ReturnType<typeof temporaryFolder>
let desk: TestVault
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => {
  desk.controller.close()
  place.remove()
})

const kinds = async (limit: number): Promise<string[]> =>
  (await desk.handlers['journal.list']({ subject: 'vault', before: null, limit })).lines.map(
    ({ kind }) => kind,
  )
const change = async (over: Partial<Settings>): Promise<Settings> =>
  desk.handlers['settings.set']({ ...(await desk.handlers['settings.get']({})), ...over })

describe('settings that decide what may leave', () => {
  beforeEach(async () => {
    const made = newVault(join(place.path, 'vault'))
    desk = made.desk
    await made.made
  })

  it('begin with pools of 5 and 20, and with four eyes', async () => {
    expect(await desk.handlers['settings.get']({})).toMatchObject({
      poolBlockUnder: 5,
      poolWarnUnder: 20,
      fourEyes: true,
    })
  })

  it('have a line of their own in the journal, and each change has one only', async () => {
    await change({ poolBlockUnder: 3 })
    expect(await kinds(1)).toEqual(['vault.pools'])
    await change({ fourEyes: false })
    expect(await kinds(2)).toEqual(['vault.four-eyes', 'vault.pools'])
    await change({ theme: 'dark', poolWarnUnder: 30, fourEyes: true })
    expect((await kinds(3)).sort()).toEqual(['vault.four-eyes', 'vault.pools', 'vault.settings'])
    const before = await kinds(50)
    await change({})
    expect(await kinds(50)).toEqual(before)
    expect(await desk.handlers['vault.verify']({ task: 'a'.repeat(16) })).toMatchObject({
      faults: [],
    })
  })

  it('are found in the journal by their kind alone, a page at a time', async () => {
    await change({ poolBlockUnder: 3 })
    await change({ theme: 'dark' })
    await change({ poolBlockUnder: 4 })
    const list = desk.handlers['journal.list']
    const pools = { subject: null, limit: 1, kind: 'vault.pools' } as const
    const first = await list({ ...pools, before: null })
    expect(first).toMatchObject({ lines: [{ kind: 'vault.pools' }], more: true })
    const second = await list({ ...pools, before: first.lines[0]?.seq ?? null })
    expect(second).toMatchObject({ lines: [{ kind: 'vault.pools' }], more: false })
    const about = { before: null, limit: 10, about: 'vault' } as const
    expect((await list({ ...about, subject: null })).lines.length).toBeGreaterThan(3)
    expect((await list({ ...about, subject: null, about: 'case' })).lines).toEqual([])
    expect(
      (await list({ ...pools, limit: 10, subject: 'vault', before: null })).lines,
    ).toHaveLength(2)
  })

  it('keep the spellings of the vault, in one line of the journal that says none of them', async () => {
    const spellings = [{ preferred: 'Hyesan', variants: ['Hyesan-si', '惠山'] }]
    await change({ spellings })
    const { lines } = await desk.handlers['journal.list']({
      subject: 'vault',
      before: null,
      limit: 1,
    })
    expect(lines.map(({ kind }) => kind)).toEqual(['vault.settings'])
    expect(JSON.stringify(lines)).not.toContain('Hyesan')
    desk.controller.close()
    desk = await reopen(join(place.path, 'vault'))
    expect(await desk.handlers['settings.get']({})).toMatchObject({ spellings })
  })

  it('are kept', async () => {
    await change({ poolBlockUnder: 10, poolWarnUnder: 40 })
    desk.controller.close()
    desk = await reopen(join(place.path, 'vault'))
    expect(await desk.handlers['settings.get']({})).toMatchObject({
      poolBlockUnder: 10,
      poolWarnUnder: 40,
    })
  })
})

describe('the recovery code', () => {
  const folder = (): string => join(place.path, 'vault')
  const isConfirmed = async (): Promise<boolean> =>
    (await desk.handlers['settings.get']({})).recoveryConfirmed
  let code = ''
  beforeEach(async () => {
    const made = newVault(folder())
    desk = made.desk
    code = (await made.made).recoveryCode
  })

  it('of a new vault is unconfirmed, also after a lock and a new passphrase', async () => {
    expect(await isConfirmed()).toBe(false)
    desk.controller.close()
    desk = await reopen(folder())
    const next = { next: `${passphrase}!`, nextKeyFile: null }
    await desk.controller.changePassphrase({ current: passphrase, currentKeyFile: null, ...next })
    expect(await isConfirmed()).toBe(false)
  })

  it('is confirmed once a new one was proved, under the journal line of any other credential', async () => {
    await newRecoveryCode(desk)
    expect(await isConfirmed()).toBe(true)
    expect(await kinds(2)).toEqual(['vault.access', 'vault.created'])
  })

  it('is confirmed once it opened the vault', async () => {
    desk.controller.close()
    desk = openTestVault(folder())
    await desk.controller.recover({ code, passphrase, keyFile: null })
    expect(await isConfirmed()).toBe(true)
  })

  it('of a wiped vault is not asked for, as after any other unlock', async () => {
    const words = 'other words for the wipe'
    await desk.controller.setWipe({ passphrase, keyFile: null, wipe: words, wipeKeyFile: null })
    desk.controller.close()
    desk = await reopen(folder(), words)
    expect(await isConfirmed()).toBe(true)
  })

  it('changes nothing that can be seen without a key when it is confirmed', async () => {
    const seen = () =>
      ['header', 'header.bak', 'notes.db', 'anchor'].map((name) => {
        const bytes = readFileSync(join(folder(), name))
        return name.startsWith('header') ? bytes.toString('hex') : bytes.length
      })
    const before = seen()
    await change({ recoveryConfirmed: true })
    expect(await isConfirmed()).toBe(true)
    expect(seen()).toEqual(before)
  })
})

describe('a vault from before these settings', () => {
  beforeEach(async () => {
    const folder = join(place.path, 'vault')
    cpSync(join(import.meta.dirname, '../fixtures/vaults/v2-schema-1'), folder, { recursive: true })
    desk = await reopen(folder)
  })

  it('opens with what new vaults begin with, and takes others', async () => {
    const before = await kinds(50)
    expect(await change({})).toMatchObject({
      poolBlockUnder: 5,
      poolWarnUnder: 20,
      fourEyes: true,
      spellings: [],
      textSize: 100,
      recoveryConfirmed: true,
    })
    expect(await kinds(50)).toEqual(before)
    expect(await failureOf(() => change({ poolBlockUnder: 6 }))).toBe('none')
    expect(await kinds(1)).toEqual(['vault.pools'])
    expect(await desk.handlers['settings.get']({})).toMatchObject({ poolBlockUnder: 6 })
  })
})
