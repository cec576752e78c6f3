import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeKeyFile } from '../../src/main/vault/storage/key-file.ts'
import { newFileToken } from '../../src/main/vault/session/file-tokens.ts'
import {
  caseContent,
  createdVault,
  failureOf,
  newRecoveryCode,
  newVault,
  openTestVault,
  passphrase,
  reopen,
  temporaryFolder,
} from './harness.ts'

let place: ReturnType<typeof temporaryFolder>
let folder: string
beforeEach(() => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
})
afterEach(() => place.remove())

describe('a new vault', () => {
  it('is made in a folder that only its owner can open, with files only its owner can read', async () => {
    const { desk, made } = createdVault(folder)
    await made
    desk.controller.close()
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    const names = readdirSync(folder).sort()
    expect(names).toEqual(['anchor', 'blobs', 'header', 'header.bak', 'lock', 'notes.db'])
    for (const name of names) {
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
    }
  })

  it('is refused in a folder that holds anything, which stays as it was', async () => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'letter.txt'), 'mine')
    expect(await failureOf(() => createdVault(folder).made)).toBe('exists')
    expect(readdirSync(folder)).toEqual(['letter.txt'])
  })

  it('is open once made, and opens again with its passphrase', async () => {
    const { desk, made } = createdVault(folder)
    await made
    expect(desk.controller.status().state).toBe('open')
    desk.controller.close()
    expect(desk.controller.status().state).toBe('locked')
    const again = await reopen(folder)
    expect(again.controller.status()).toEqual({ state: 'open', reason: null, repaired: false })
    expect(again.handlers['settings.get']({})).toMatchObject({ pseudonym: 'Heron', language: 'en' })
    again.controller.close()
  })

  it('keeps its keys: the same signing and age keys after every unlock', async () => {
    const { desk, made } = createdVault(folder)
    await made
    const before = await desk.handlers['exchange.self']({})
    desk.controller.close()
    const again = await reopen(folder)
    expect(await again.handlers['exchange.self']({})).toEqual(before)
    expect(before.hybrid).toMatch(/^age1pq1/)
    again.controller.close()
  })
})

describe('unlocking', () => {
  it('refuses another passphrase, and a key file that was never asked for', async () => {
    const { desk, made } = newVault(folder)
    await made
    desk.controller.close()
    expect(await failureOf(() => reopen(folder, 'not this one at all'))).toBe('wrong-passphrase')
    const keyFile = newFileToken('keyFile')
    desk.files.add(keyFile, join(place.path, 'key'))
    writeKeyFile(join(place.path, 'key'))
    expect(await failureOf(() => desk.controller.unlock({ passphrase, keyFile }))).toBe(
      'wrong-passphrase',
    )
    expect((await reopen(folder)).controller.status().state).toBe('open')
  })

  it('says that there is no vault where there is none', async () => {
    expect(openTestVault(folder).controller.status().state).toBe('none')
    expect(await failureOf(() => reopen(folder))).toBe('no-vault')
  })

  it('needs the key file if one was set, whole and unchanged', async () => {
    const path = join(place.path, 'key')
    writeKeyFile(path)
    expect(statSync(path).mtimeMs % 86_400_000).toBe(0)
    const desk = openTestVault(folder)
    const keyFile = newFileToken('keyFile')
    desk.files.add(keyFile, path)
    await desk.controller.create({ passphrase, keyFile, pseudonym: 'Heron', language: 'ko' })
    desk.controller.close()
    expect(await failureOf(() => reopen(folder))).toBe('wrong-passphrase')
    expect((await desk.controller.unlock({ passphrase, keyFile })).state).toBe('open')
    desk.controller.close()
    writeFileSync(path, 'other content')
    expect(await failureOf(() => desk.controller.unlock({ passphrase, keyFile }))).toBe(
      'wrong-passphrase',
    )
  })

  it('is refused to a second controller while the first is open, and harms nothing', async () => {
    const { desk, made } = newVault(folder)
    await made
    expect(await failureOf(() => reopen(folder))).toBe('busy')
    const saved = desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent('Open') })
    expect(await saved).toMatchObject({ rev: 1 })
    desk.controller.close()
    const again = await reopen(folder)
    expect(await again.handlers['cases.list']({})).toHaveLength(1)
    again.controller.close()
  })
})

describe('a listener that can lock the vault', () => {
  it('is notified of every way of opening it, at the beginning and at the end', async () => {
    const told: string[] = []
    const desk = openTestVault(folder, undefined, {
      onState: ({ unlocked, opening }) =>
        told.push(`${opening ? 'opening' : 'at rest'}, ${unlocked ? 'open' : 'closed'}`),
    })
    const opened = ['opening, closed', 'opening, open', 'at rest, open']
    const next = { passphrase: 'after the recovery', keyFile: null }
    const names = { pseudonym: 'Heron', language: 'en' as const }

    const made = desk.controller.create({ passphrase, keyFile: null, ...names })
    expect(told.splice(0)).toEqual(['opening, closed'])
    const { recoveryCode } = await made
    expect(['opening, closed', ...told.splice(0)]).toEqual(opened)
    desk.controller.close()
    await desk.controller.unlock({ passphrase, keyFile: null })
    expect(told.splice(0)).toEqual(opened)
    desk.controller.close()
    await desk.controller.recover({ code: recoveryCode, ...next })
    expect(told.splice(0)).toEqual(opened)
    desk.controller.close()

    const failed = ['opening, closed', 'at rest, closed']
    const wrong = desk.controller.unlock({ passphrase: 'not this one at all', keyFile: null })
    expect(await failureOf(() => wrong)).toBe('wrong-passphrase')
    expect(told.splice(0)).toEqual(failed)
    const backup = { file: newFileToken('backup'), passphrase: 'of a backup', identity: null }
    const chosen = { task: '0'.repeat(16), newPassphrase: passphrase, keyFile: null }
    const restored = desk.controller.restore({ ...backup, ...chosen })
    expect(await failureOf(() => restored)).not.toBe('none')
    expect(told.splice(0)).toEqual(failed)
  })
})

describe('changing what opens the vault', () => {
  it('takes the new passphrase and forgets the old one', async () => {
    const { desk, made } = newVault(folder)
    await made
    const next = 'another sentence altogether'
    const change = { current: passphrase, currentKeyFile: null, next, nextKeyFile: null }
    await desk.controller.changePassphrase(change)
    desk.controller.close()
    expect(await failureOf(() => reopen(folder))).toBe('wrong-passphrase')
    const again = await reopen(folder, next)
    const { lines } = await again.handlers['journal.list']({
      subject: null,
      before: null,
      limit: 5,
    })
    expect(lines[0]?.kind).toBe('vault.access')
    again.controller.close()
  })

  it('is refused without the present passphrase', async () => {
    const { desk, made } = newVault(folder)
    await made
    const change = {
      current: 'wrong',
      currentKeyFile: null,
      next: 'x'.repeat(12),
      nextKeyFile: null,
    }
    expect(await failureOf(() => desk.controller.changePassphrase(change))).toBe('wrong-passphrase')
    desk.controller.close()
    ;(await reopen(folder)).controller.close()
  })

  it('works over and over, together with new recovery codes', async () => {
    const { desk, made } = newVault(folder)
    await made
    let current = passphrase
    let code = ''
    for (const next of ['first new passphrase', 'second new passphrase', 'third new passphrase']) {
      await desk.controller.changePassphrase({
        current,
        currentKeyFile: null,
        next,
        nextKeyFile: null,
      })
      code = await newRecoveryCode(desk, next)
      current = next
    }
    desk.controller.close()
    const other = openTestVault(folder)
    const recovered = { code, passphrase: 'after the recovery', keyFile: null }
    expect((await other.controller.recover(recovered)).state).toBe('open')
    other.controller.close()
  })
})

describe('the recovery code', () => {
  it('opens the vault, sets a new passphrase and drops the old one', async () => {
    const { desk, made } = newVault(folder)
    const { recoveryCode } = await made
    desk.controller.close()
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ')
    const next = 'a passphrase to remember'
    await desk.controller.recover({ code: typed, passphrase: next, keyFile: null })
    desk.controller.close()
    expect(await failureOf(() => reopen(folder))).toBe('wrong-passphrase')
    ;(await reopen(folder, next)).controller.close()
  })

  it('is told apart from a typing mistake by its checksum', async () => {
    const { desk, made } = newVault(folder)
    const { recoveryCode } = await made
    desk.controller.close()
    const wrong = recoveryCode.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    const next = { passphrase: 'a passphrase to remember', keyFile: null }
    expect(await failureOf(() => desk.controller.recover({ code: wrong, ...next }))).toBe(
      'bad-code',
    )
  })

  it('stops working once a new one was made', async () => {
    const { desk, made } = newVault(folder)
    const { recoveryCode } = await made
    const fresh = await newRecoveryCode(desk)
    desk.controller.close()
    expect(fresh).not.toBe(recoveryCode)
    const next = { passphrase: 'a passphrase to remember', keyFile: null }
    expect(await failureOf(() => desk.controller.recover({ code: recoveryCode, ...next }))).toBe(
      'wrong-passphrase',
    )
    expect((await desk.controller.recover({ code: fresh, ...next })).state).toBe('open')
    desk.controller.close()
  })
})
