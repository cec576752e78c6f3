import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filledVault, opening, setWipe, wipe } from './wipe-vault.ts'
import { failureOf, newVault, openTestVault, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

/** Names, bytes, modes and times of all files in a folder. */
const everything = (folder: string): unknown[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const path = join(folder, name)
      const { mode, mtimeMs, size } = statSync(path)
      const bytes = statSync(path).isFile() ? readFileSync(path).toString('base64') : ''
      return { name, mode, mtimeMs, size, bytes }
    })

const place = temporaryFolder()
const folder = join(place.path, 'vault')
let desk: TestVault
let recoveryCode: string

beforeAll(async () => {
  const vault = await filledVault(folder)
  desk = vault.desk
  recoveryCode = vault.recoveryCode
  await setWipe(desk)
})
afterAll(() => {
  desk.controller.close()
  place.remove()
})

describe('a dry run', () => {
  const counts = {
    records: { case: 1, source: 1, report: 1, claim: 0, attribution: 0, publication: 0 },
    drafts: 1,
    attachments: { count: 1 },
    identities: 1,
    hasIdentityKey: false,
    opens: { passphrases: 1, recoveryCodes: 1 },
    handedOver: 0,
    lastBackup: null,
  }

  it('counts what would be erased, and changes no byte, name, mode or time on the disk', async () => {
    // Both are what a machine that stopped leaves: an ordinary opening would put them right.
    writeFileSync(join(folder, 'header.new'), 'left')
    writeFileSync(join(folder, 'header.bak'), readFileSync(join(folder, 'header')).subarray(0, 99))
    const before = everything(folder)
    const asWipe = { act: 'wipe', passphrase: wipe, keyFile: null } as const
    expect(await desk.controller.dryRun(asWipe)).toMatchObject(counts)
    expect(await desk.controller.dryRun({ ...opening, act: 'destroy' })).toMatchObject(counts)
    expect(await desk.controller.inventory()).toMatchObject(counts)
    expect(everything(folder)).toEqual(before)
    rmSync(join(folder, 'header.new'))
  })

  it('is refused with a passphrase that would not do it', async () => {
    const before = everything(folder)
    const refused = async (act: 'wipe' | 'destroy', passphrase: string): Promise<void> => {
      const input = { act, passphrase, keyFile: null }
      expect(await failureOf(() => desk.controller.dryRun(input))).toBe('wrong-passphrase')
    }
    await refused('wipe', opening.passphrase)
    await refused('destroy', wipe)
    expect(everything(folder)).toEqual(before)
  })
})

describe('destroying a vault', () => {
  it('needs its passphrase, and the confirmation that the only copy may be lost', async () => {
    const before = everything(folder)
    const only = { ...opening, isLossAccepted: false }
    expect(await failureOf(() => desk.controller.destroy(only))).toBe('only-copy')
    const asWipe = { passphrase: wipe, keyFile: null, isLossAccepted: true }
    expect(await failureOf(() => desk.controller.destroy(asWipe))).toBe('wrong-passphrase')
    expect(everything(folder)).toEqual(before)
    expect(desk.controller.session()).not.toBeNull()
  })

  it('leaves no vault, and only an empty lock file in its folder', async () => {
    writeFileSync(join(folder, 'mine.txt'), 'a letter')
    await desk.controller.destroy({ ...opening, isLossAccepted: true })
    expect(desk.controller.session()).toBeNull()
    expect(desk.controller.status()).toEqual({ state: 'none', reason: null, repaired: false })
    expect(readdirSync(folder).sort()).toEqual(['lock', 'mine.txt'])
    expect(statSync(join(folder, 'lock')).size).toBe(0)
    rmSync(join(folder, 'mine.txt'))
    for (const act of [
      () => desk.controller.unlock(opening),
      () => desk.controller.unlock({ passphrase: wipe, keyFile: null }),
      () => desk.controller.recover({ ...opening, code: recoveryCode }),
    ]) {
      expect(await failureOf(act)).toBe('no-vault')
    }
  })

  it('leaves a folder in which a new vault can begin', async () => {
    const { desk: made, made: done } = newVault(folder)
    await done
    expect(await made.handlers['cases.list']({})).toEqual([])
    made.controller.close()
    expect(openTestVault(folder).controller.status().state).toBe('locked')
  })
})
