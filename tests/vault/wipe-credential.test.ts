import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { writeKeyFile } from '../../src/main/vault/storage/key-file.ts'
import { newFileToken } from '../../src/main/vault/session/file-tokens.ts'
import { opening, setWipe, wipe } from './wipe-vault.ts'
import { caseContent, failureOf, newVault, passphrase, reopen, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

let place: ReturnType<typeof temporaryFolder>
let folder: string
let desk: TestVault
let recoveryCode: string

const make = async (): Promise<void> => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
  const { desk: made, made: done } = newVault(folder)
  recoveryCode = (await done).recoveryCode
  desk = made
}
const end = (): void => {
  desk.controller.close()
  place.remove()
}
const database = (): Buffer => readFileSync(join(folder, 'notes.db'))
const again = async (words = passphrase): Promise<void> => {
  desk.controller.close()
  desk = await reopen(folder, words)
}

describe('a wipe passphrase', () => {
  beforeEach(make)
  afterEach(end)

  it('is set and removed with the passphrase alone, and seen while the vault is open', async () => {
    const size = database().length
    expect(desk.controller.wipeStatus()).toEqual({ wipe: null })
    const wrong = { passphrase: 'not this one at all', keyFile: null, wipe, wipeKeyFile: null }
    expect(await failureOf(() => desk.controller.setWipe(wrong))).toBe('wrong-passphrase')
    await setWipe(desk)
    expect(desk.controller.wipeStatus()).toEqual({ wipe: { keyFile: false } })
    expect(database().length).toBe(size)

    await again()
    expect(desk.controller.wipeStatus()).toEqual({ wipe: { keyFile: false } })
    // It is no passphrase of anything else: what asks for one refuses it and destroys nothing.
    const asWipe = { passphrase: wipe, keyFile: null }
    expect(await failureOf(() => desk.controller.removeWipe(asWipe))).toBe('wrong-passphrase')
    await desk.controller.removeWipe(opening)
    expect(desk.controller.wipeStatus()).toEqual({ wipe: null })
    expect(database().length).toBe(size)

    desk.controller.close()
    expect(await failureOf(() => reopen(folder, wipe))).toBe('wrong-passphrase')
  })

  it('replaces the previous one, and survives a new passphrase and a recovery', async () => {
    const before = 'the first one of two wipe words'
    await setWipe(desk, before)
    await setWipe(desk)
    const next = 'another sentence altogether'
    const change = { current: passphrase, currentKeyFile: null, next, nextKeyFile: null }
    await desk.controller.changePassphrase(change)
    desk.controller.close()
    await desk.controller.recover({ code: recoveryCode, passphrase, keyFile: null })
    expect(desk.controller.wipeStatus()).toEqual({ wipe: { keyFile: false } })
    desk.controller.close()
    expect(await failureOf(() => reopen(folder, before))).toBe('wrong-passphrase')
    desk = await reopen(folder, wipe)
    desk.controller.close()
    expect(await failureOf(() => reopen(folder))).toBe('wrong-passphrase')
  })

  it('may want a key file, and then does nothing without it', async () => {
    const path = join(place.path, 'key')
    writeKeyFile(path)
    const wipeKeyFile = newFileToken('keyFile')
    desk.files.add(wipeKeyFile, path)
    await desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent('Winter') })
    await desk.controller.setWipe({ ...opening, wipe, wipeKeyFile })
    expect(desk.controller.wipeStatus()).toEqual({ wipe: { keyFile: true } })
    desk.controller.close()
    expect(await failureOf(() => reopen(folder, wipe))).toBe('wrong-passphrase')
    await desk.controller.unlock({ passphrase: wipe, keyFile: wipeKeyFile })
    expect(await desk.handlers['cases.list']({})).toEqual([])
  })
})

describe('a wipe passphrase is refused', () => {
  const identity = 'nine quiet words for identities'
  const reviewer = 'the reader has a sentence too'
  beforeAll(async () => {
    await make()
    await desk.handlers['identity.createKey']({ passphrase: identity, label: 'Desk' })
    await desk.handlers['reviewers.add']({ name: 'Egret', passphrase: reviewer })
  })
  afterAll(end)

  it.each([
    ['the passphrase with a slip', () => `${passphrase}!`],
    ['a recovery code', () => recoveryCode],
    ['a recovery code as somebody types it', () => recoveryCode.toLowerCase().replaceAll('-', ' ')],
    ['the passphrase of the identity key', () => identity],
    ['the passphrase of a second reader', () => reviewer],
  ])('that is %s', async (_, words) => {
    const header = readFileSync(join(folder, 'header'))
    expect(await failureOf(() => setWipe(desk, words()))).toBe('same-credential')
    expect(readFileSync(join(folder, 'header'))).toEqual(header)
    expect(desk.controller.wipeStatus()).toEqual({ wipe: null })
  })

  it('and so is a new passphrase that equals the wipe passphrase', async () => {
    await setWipe(desk)
    const change = { current: passphrase, currentKeyFile: null, next: wipe, nextKeyFile: null }
    expect(await failureOf(() => desk.controller.changePassphrase(change))).toBe('same-credential')
    desk.controller.close()
    const recover = { code: recoveryCode, passphrase: wipe, keyFile: null }
    expect(await failureOf(() => desk.controller.recover(recover))).toBe('same-credential')
    desk = await reopen(folder)
  })
})
