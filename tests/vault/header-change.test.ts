import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { secretsOf } from '../vault-files/taken-secrets.ts'
import { watchFiles } from '../vault-files/watched-files.ts'
import {
  failureOf,
  newVault,
  openTestVault,
  passphrase,
  reopen,
  reportContent,
  temporaryFolder,
} from './harness.ts'
import type { TestVault } from './harness.ts'

let place: ReturnType<typeof temporaryFolder>
let folder: string
beforeEach(() => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
})
afterEach(() => place.remove())

describe('a change of the header', () => {
  const change = (from: string, next: string) => ({
    current: from,
    currentKeyFile: null,
    next,
    nextKeyFile: null,
  })

  it.each([
    'write header',
    'fsync header',
    // The anchor, which was opened before the test looks.
    'write ?',
    'fsync ?',
  ])(
    'that cannot %s is in doubt: nothing more is written, and the next unlock decides',
    async (failing) => {
      const { desk, made } = newVault(folder)
      await made
      const content = reportContent('What was written.', 'Kept')
      const saved = await desk.handlers['reports.save']({ id: null, rev: 0, content })
      const next = `${passphrase}!`
      const faults = watchFiles(failing, Infinity, 1)
      expect(
        await failureOf(() => desk.controller.changePassphrase(change(passphrase, next))),
      ).toBe('in-doubt')
      expect(faults).toContain(failing)
      const again = { id: null, rev: 0, content }
      expect(await failureOf(() => desk.handlers['reports.save'](again))).toBe('read-only')
      desk.controller.close()
      const opened: TestVault[] = []
      for (const words of [next, passphrase]) {
        const other = openTestVault(folder)
        const unlocking = () => other.controller.unlock({ passphrase: words, keyFile: null })
        if ((await failureOf(unlocking)) === 'none') {
          expect((await other.handlers['reports.get']({ id: saved.id })).id).toBe(saved.id)
          opened.push(other)
        }
        other.controller.close()
      }
      expect(opened.length).toBe(1)
    },
  )

  it.each(['write header.bak', 'fsync header.bak'])(
    'that cannot %s, which comes first, changes nothing',
    async (failing) => {
      const { desk, made } = newVault(folder)
      await made
      watchFiles(failing, Infinity, 1)
      const act = () => desk.controller.changePassphrase(change(passphrase, `${passphrase}!`))
      expect(await failureOf(act)).toBe('storage')
      desk.controller.close()
      const again = await reopen(folder)
      expect(again.controller.status().state).toBe('open')
      again.controller.close()
    },
  )

  it('of a vault with a damaged page leaves a credential that opens it, as far as it can be read', async () => {
    const { desk, made } = newVault(folder)
    await made
    for (let n = 0; n < 6; n++) {
      const content = reportContent('Words. '.repeat(3_000), `Report ${String(n)}`)
      await desk.handlers['reports.save']({ id: null, rev: 0, content })
    }
    desk.controller.close()
    const database = join(folder, 'notes.db')
    const whole = readFileSync(database)
    const page = Math.floor(whole.length / 4096) - 4
    whole.writeUInt8((whole[page * 4096 + 100] ?? 0) ^ 1, page * 4096 + 100)
    writeFileSync(database, whole)
    const opened = await reopen(folder)
    const next = `${passphrase}!`
    const act = () => opened.controller.changePassphrase(change(passphrase, next))
    expect(await failureOf(act)).not.toBe('none')
    opened.controller.close()
    const openers: string[] = []
    for (const words of [passphrase, next]) {
      const other = openTestVault(folder)
      const unlocking = () => other.controller.unlock({ passphrase: words, keyFile: null })
      if ((await failureOf(unlocking)) === 'none') {
        expect(['open', 'rescue']).toContain(other.controller.status().state)
        openers.push(words)
      }
      other.controller.close()
    }
    expect(openers.length).toBe(1)
  })

  it('leaves no key behind once the vault is locked', async () => {
    const { desk: first, made } = newVault(folder)
    await made
    first.controller.close()
    const { secrets } = await secretsOf(async () => {
      const desk = await reopen(folder)
      await desk.controller.changePassphrase(change(passphrase, `${passphrase}!`))
      desk.controller.close()
    })
    expect(secrets.length).toBeGreaterThan(20)
    expect(secrets.filter(({ wiped }) => !wiped).length).toBe(0)
  })

  it('is not made by a recovery that cannot open the database', async () => {
    const { desk, made } = newVault(folder)
    const { recoveryCode } = await made
    desk.controller.close()
    writeFileSync(join(folder, 'notes.db'), new Uint8Array(8192).fill(7))
    const before = readFileSync(join(folder, 'header'))
    const input = { code: recoveryCode, passphrase: 'another one of many words', keyFile: null }
    expect(await failureOf(() => openTestVault(folder).controller.recover(input))).not.toBe('none')
    expect(readFileSync(join(folder, 'header'))).toEqual(before)
  })

  it('is not made by a recovery that opens the vault read-only: the passphrase stays', async () => {
    const { desk, made } = newVault(folder)
    const { recoveryCode } = await made
    desk.controller.close()
    rmSync(join(folder, 'anchor'))
    const before = readFileSync(join(folder, 'header'))
    const next = 'another one of many words'
    const recovered = openTestVault(folder)
    const input = { code: recoveryCode, passphrase: next, keyFile: null }
    expect(await recovered.controller.recover(input)).toMatchObject({ state: 'rescue' })
    recovered.controller.close()
    expect(readFileSync(join(folder, 'header'))).toEqual(before)
    expect(await failureOf(() => reopen(folder, next))).toBe('wrong-passphrase')
    ;(await reopen(folder)).controller.close()
  })
})
