import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { meet } from '../exchange/meet.ts'
import { openVaultOf, failureOf } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { backUp, fullVault, names, restored, task, tokenOf, tried } from './backup-vault.ts'
import type { FullVault } from './backup-vault.ts'

const forThem = 'nine words that were told by telephone'

let at: FullVault
let desk: TestVault
let out: string
let path: string
beforeAll(async () => {
  at = await fullVault()
  desk = await openVaultOf(join(at.place.path, 'desk'), { pseudonym: 'Desk' })
  await meet(at.desk, desk, at.place.path)
  out = join(at.place.path, 'anew')
  mkdirSync(out)
  const { hybrid } = await desk.handlers['exchange.self']({})
  path = await backUp(at, { kind: 'keys', recipients: [hybrid] })
})
afterAll(() => {
  desk.controller.close()
  at.desk.controller.close()
  at.place.remove()
})

const seal = async (file = path, of = desk, name = task()): Promise<string> => {
  const { fileName } = await of.handlers['backups.sealAnew']({
    task: name,
    file: tokenOf(of, file),
    passphrase: forThem,
    folder: tokenOf(of, out),
  })
  return join(out, fileName)
}
const lastLine = async (): Promise<string | undefined> =>
  (await desk.handlers['journal.list']({ subject: null, before: null, limit: 1 })).lines[0]?.kind

describe('a backup that was made to a contact’s vault', () => {
  it('is restored by its owner once the contact has re-encrypted it to a passphrase', async () => {
    const before = names(desk.folder)
    const made = await restored(join(at.place.path, 'too-soon'), path, {
      passphrase: forThem,
    }).catch((cause: unknown) => cause)
    expect(made).toMatchObject({ code: 'not-for-us' })

    const copy = await seal()
    expect(await lastLine()).toBe('vault.backup-sealed-anew')
    // The contact's vault keeps nothing from the backup.
    expect(names(desk.folder)).toEqual(before)
    expect((await desk.handlers['cases.list']({})).length).toBe(0)
    // It is the very backup that the owner noted.
    expect(await tried(at.desk, copy, { passphrase: forThem })).toMatchObject({
      known: true,
      asNoted: true,
      held: true,
    })
    const { desk: back } = await restored(join(at.place.path, 'back'), copy, {
      passphrase: forThem,
    })
    const { content } = await back.handlers['reports.get']({ id: at.filed.id })
    expect(content.body).toBe('next')
    expect(names(join(back.folder, 'blobs'))).toEqual(names(join(at.folder, 'blobs')))
    back.controller.close()
  })

  it('that was cut, altered, or is for another recipient is not re-encrypted, and leaves no file', async () => {
    const before = names(out)
    const line = await lastLine()
    const whole = readFileSync(path)
    const broken = join(at.place.path, 'broken.age')
    writeFileSync(broken, whole.subarray(0, -20_000))
    expect(await failureOf(() => seal(broken))).toBe('truncated')
    const altered = Buffer.from(whole)
    const middle = Math.floor(altered.length * 0.3)
    altered[middle] = (altered[middle] ?? 0) ^ 1
    writeFileSync(broken, altered)
    expect(await failureOf(() => seal(broken))).toBe('malformed')
    expect(await failureOf(() => seal(path, at.desk))).toBe('not-for-us')
    rmSync(broken)
    expect(names(out)).toEqual(before)
    expect(await lastLine()).toBe(line)
  })

  it('leaves no file when it is cancelled, or when there is no room for it', async () => {
    const before = names(out)
    const name = task()
    const sealing = seal(path, desk, name)
    setTimeout(() => void desk.handlers['tasks.cancel']({ task: name }), 30)
    expect(await failureOf(() => sealing)).toBe('cancelled')
    renameSync(out, `${out}-moved`)
    expect(await failureOf(() => seal())).toBe('storage')
    renameSync(`${out}-moved`, out)
    expect(names(out)).toEqual(before)
    await seal()
  })
})
