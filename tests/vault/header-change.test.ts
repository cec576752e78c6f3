import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  failureOf,
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

describe('a change of the header', () => {
  it('is made once its first copy is written, whatever becomes of the second', async () => {
    const { desk, made } = newVault(folder)
    await made
    mkdirSync(join(folder, 'header.bak.new'))
    const next = `${passphrase}!`
    const input = { current: passphrase, currentKeyFile: null, next, nextKeyFile: null }
    expect(await failureOf(() => desk.controller.changePassphrase(input))).toBe('none')
    desk.controller.close()
    ;(await reopen(folder, next)).controller.close()
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
})
